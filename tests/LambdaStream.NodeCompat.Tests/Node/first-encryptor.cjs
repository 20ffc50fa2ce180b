'use strict';

// Puts aws-kms-ee 1.0.0 in the place of the version that npm installs today. Its logger is not one that today's SDK takes.

const Module = require('node:module');

const load = Module._load;
Module._load = (name, parent, ...rest) => {
  if (name === 'aws-kms-ee') return load('aws-kms-ee-1.0.0', parent, ...rest);
  const loaded = load(name, parent, ...rest);
  if (name !== '@aws-sdk/client-kms') return loaded;
  class KMSClient extends loaded.KMSClient {
    constructor({ logger, ...options }) {
      super(options);
    }
  }
  return { ...loaded, KMSClient };
};

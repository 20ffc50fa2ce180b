using System.Text;
using System.Text.Json.Nodes;
using LambdaStream.Conformance.Binding;
using LambdaStream.Conformance.Comparison;
using LambdaStream.Conformance.Services;
using LambdaStream.Conformance.Services.Ports;
using LambdaStream.Conformance.Services.Wire;
using LambdaStream.Conformance.Values;
using LambdaStream.Conformance.Vectors;
using LambdaStream.Connectors;

namespace LambdaStream.Conformance.Running;

/// <summary>Runs one vector: builds the processor from its rules, invokes it, and compares what came of it.</summary>
internal sealed class VectorRun
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);

    private readonly Vector _vector;
    private readonly MissingParts _missing = new();
    private readonly ScriptedServices _services;
    private readonly FixedClock _clock;
    private readonly IServiceForm _form;
    private readonly List<JsonNode?> _outcomes = [];
    private JsonNode? _response;

    private VectorRun(Vector vector, RunForm form)
    {
        _vector = vector;
        _services = new(vector.Responses, vector.Objects, vector.Environment["AWS_REGION"]);
        _clock = new(vector.Now);
        _form = form switch
        {
            RunForm.Wire => new WireForm(_services, new(vector.Environment), _clock),
            _ => new PortForm(_services),
        };
    }

    public static async Task<VectorResult> RunAsync(Vector vector, RunForm form = RunForm.Ports)
    {
        var run = new VectorRun(vector, form);
        await using var services = run._form;
        await run.InvokeAsync();
        return run._missing.Any ? new VectorResult.Skipped(run._missing.All) : run.Compare();
    }

    private async Task InvokeAsync()
    {
        FindMissingServices();
        if (Build() is not { } processor)
            return;
        foreach (var payload in _vector.Payloads)
            await InvokeAsync(processor, payload);
    }

    // Null where parts are missing or the processor refuses to start.
    private Processor? Build()
    {
        try
        {
            var binding = new VectorBinding(_missing, OptionsFactory.RuleDefaults(_vector.Options));
            var source = new SourceFactory(_missing).Make(_vector.Source, _vector.SourceOptions);
            var rules = _vector.Rules.Select(new RuleFactory(binding).Make).OfType<Rule>().ToList();
            var options = OptionsFactory.Lay(
                StreamOptions.FromEnvironment(_vector.Environment),
                _vector.Options,
                _missing
            );
            options = _form.Connect(options with { Time = _clock }) with
            {
                Head = new HeadFactory(binding).Make(_vector.Head, rules),
            };
            return _missing.Any ? null : new Processor(source!, options, rules);
        }
        catch (InvalidProcessorException invalid)
        {
            var ids = invalid.Problems.Select(problem => problem.RuleId).Distinct();
            var outcome = new JsonObject { ["invalid"] = string.Join(',', ids) };
            if (_vector.Expect.Outcomes[0] is not JsonObject { Count: 1 } expected || !expected.ContainsKey("invalid"))
                outcome["message"] = invalid.Message;
            _outcomes.Add(outcome);
            return null;
        }
    }

    private async Task InvokeAsync(Processor processor, JsonNode? payload)
    {
        try
        {
            var utf8 = Encoding.UTF8.GetBytes(JavaScriptJson.Stringify(payload));
            var result = await processor.InvokeAsync(utf8).AsTask().WaitAsync(LongestRun, TimeProvider.System);
            _response = result.Response.IsEmpty ? null : JavaScriptJson.Parse(result.Response.Span);
            _outcomes.Add("success");
        }
        catch (Exception error)
        {
            _outcomes.Add(
                new JsonObject
                {
                    ["error"] = new JsonObject
                    {
                        ["name"] = error is ServiceException service ? service.Code : error.GetType().Name,
                        ["message"] = error.Message,
                    },
                }
            );
        }
    }

    private VectorResult Compare()
    {
        var expect = _vector.Expect;
        var actual = _services.Requests.Select(request => request.ToJson()).ToList();
        List<string> differences =
        [
            .. _form.Problems,
            .. OutcomeComparison.Compare(expect.Outcomes, _outcomes),
            .. RequestComparison.Compare(expect.Requests, actual, expect.Ordered, expect.Distinct),
        ];
        if (expect.Response is { } response)
            differences.AddRange(OutcomeComparison.CompareResponse(response, _response));
        return differences.Count == 0 ? new VectorResult.Passed() : new VectorResult.Failed(differences);
    }

    private void FindMissingServices()
    {
        var services = _vector
            .Expect.Requests.Select(request => request["service"]!.GetValue<string>())
            .Concat(_vector.Responses.Select(response => response.Key.Split('.')[0]))
            .Concat(_vector.Objects.Count > 0 ? ["s3"] : []);
        foreach (var service in services.Distinct().Where(service => !ScriptedPorts.Has(service)))
            _missing.Add($"the service {service}");
    }
}

using LambdaStream.Encryption;
using Xunit;

namespace LambdaStream.Tests.Encryption;

public class DataKeyTests
{
    [Fact]
    public void Retire_KeyThatNobodyUses_OverwritesIt()
    {
        var given = SomeKey.Bytes.ToArray();
        var key = new DataKey(given, []);

        key.Retire();

        Assert.False(key.TryEnter());
        Assert.All(key.Bytes.ToArray(), value => Assert.Equal(0, value));
        Assert.All(key.Passphrase.ToArray(), value => Assert.Equal(0, value));
        Assert.All(key.TextPassphrase.ToArray(), value => Assert.Equal(0, value));
        // What the port gave is the port's.
        Assert.Equal(SomeKey.Bytes, given);
    }

    [Fact]
    public void Retire_KeyInUse_OverwritesItWhenTheLastUserLeaves()
    {
        var key = new DataKey(SomeKey.Bytes, []);
        Assert.True(key.TryEnter());
        Assert.True(key.TryEnter());

        key.Retire();
        key.Leave();
        Assert.Equal(SomeKey.Bytes, key.Bytes.ToArray());

        key.Leave();
        Assert.Equal(new byte[32], key.Bytes.ToArray());
    }
}

using CsCheck;
using Xunit;

namespace LambdaStream.Tests;

public class UnitOfWorkTests
{
    private static readonly Slot<string> Text = new("text", text => text);
    private static readonly Slot<int> Number = new("number", number => (long)number);

    [Fact]
    public void With_GivesANewUnitAndLeavesTheOld()
    {
        var unit = Some.Unit();

        var adorned = unit.With(Text, "a").With(Number, 1);

        Assert.Equal(("a", 1), (adorned.Get(Text), adorned.Get(Number)));
        Assert.Null(unit.Get(Text));
        Assert.False(unit.Has(Text));
        Assert.True(adorned.Has(Text));
        Assert.Same(unit.Event, adorned.Event);
        Assert.Same(unit.Record, adorned.Record);
    }

    [Fact]
    public void With_Forks_DoNotSeeEachOther()
    {
        var shared = Some.Unit().With(Text, "shared");

        var left = shared.With(Text, "left");
        var right = shared.With(Text, "right");

        Assert.Equal(("shared", "left", "right"), (shared.Get(Text), left.Get(Text), right.Get(Text)));
    }

    [Fact]
    public void With_Null_TakesTheValueAway()
    {
        var unit = Some.Unit().With(Text, "a").With(Text, null);

        Assert.Null(unit.Get(Text));
        Assert.False(unit.Has(Text));
        Assert.Empty(unit.Slots);
    }

    [Fact]
    public void Named_IsAnotherSlotOfTheSameForm()
    {
        var named = Text.Named("other");

        var unit = Some.Unit().With(Text, "a").With(named, "b");

        Assert.Equal(("a", "b", "other"), (unit.Get(Text), unit.Get(named), named.Name));
        Assert.Equal("b", named.ToJson("b").GetString());
    }

    [Fact]
    public void WithoutBatch_KeepsTheRecordsOfItsUnits()
    {
        var units = Some.Units(2);
        var batch = UnitOfWork.BatchOf(units);

        var alone = batch.WithoutBatch();

        Assert.Empty(alone.Batch);
        Assert.Equal(batch.Origins, alone.Origins);
    }

    [Fact]
    public void With_AnEvent_KeepsTheSlots()
    {
        var unit = Some.Unit().With(Text, "a");

        var changed = unit.With(Some.Event("other"));

        Assert.Equal(("other", "a", "1"), (changed.Event.Id, changed.Get(Text), unit.Event.Id));
    }

    [Fact]
    public void Slots_OfTheSameName_AreDifferentSlots()
    {
        var other = new Slot<string>("text");
        var unit = Some.Unit().With(Text, "a");

        Assert.Null(unit.Get(other));
        Assert.False(unit.Has(other));
    }

    [Fact]
    public void Get_MatchesADictionaryOfTheLatestValues() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3])
            .Array[0, 20]
            .Sample(
                writes =>
                {
                    var slots = Enumerable.Range(0, 5).Select(i => new Slot<string>($"{i}")).ToArray();
                    var unit = Some.Unit();
                    var model = new Dictionary<string, string>();
                    foreach (var (slot, value) in writes)
                    {
                        // The value 0 takes away.
                        unit = unit.With(slots[slot], value == 0 ? null : $"{value}");
                        if (value == 0)
                            model.Remove($"{slot}");
                        else
                            model[$"{slot}"] = $"{value}";
                    }

                    Assert.Equal(
                        model.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)),
                        unit.Slots.Select(entry => (entry.Slot.Name, (string)entry.Value)).Order()
                    );
                    Assert.All(slots, slot => Assert.Equal(model.GetValueOrDefault(slot.Name), unit.Get(slot)));
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public void AUnit_KnowsItsInvocation()
    {
        var unit = Some.Unit(options: new() { Region = "here" });

        Assert.Equal("here", unit.Invocation.Options.Region);
        Assert.Equal("request", unit.Invocation.RequestId);
        Assert.Equal(Some.Pipeline, unit.Pipeline);
        Assert.Equal(Timeout.InfiniteTimeSpan, unit.Invocation.Remaining);
        Assert.Empty(unit.Batch);
    }

    [Fact]
    public void With_RejectsNull()
    {
        Assert.Throws<ArgumentNullException>(() => Some.Unit().With((Event)null!));
        Assert.Throws<ArgumentNullException>(() => Some.Unit().With((Slot<string>)null!, "a"));
    }

    [Fact]
    public void ASlot_ShowsItsValuesAsToldElseByTheirType()
    {
        Assert.Equal("\"a\"", ((Slot)Text).ToJson("a").ToString());
        Assert.Equal("\"[Version]\"", new Slot<Version>("v").ToJson(new Version(1, 0)).ToString());
        Assert.Equal("text", Text.ToString());
        Assert.Throws<ArgumentException>(() => new Slot<string>(""));
        Assert.Throws<ArgumentNullException>(() => new Slot<string>("a", (Func<string, Json>)null!));
    }
}

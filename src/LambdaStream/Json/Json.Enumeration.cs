using LambdaStream.Connectors;

namespace LambdaStream;

public readonly partial struct Json
{
    /// <summary>The members of an object in their order; none for everything else.</summary>
    /// <remarks>A name that stands twice is given twice.</remarks>
    public ObjectEnumerator EnumerateObject() => new(this);

    /// <summary>The members of the object that starts at that position.</summary>
    internal ObjectEnumerator MembersFrom(int position) => new(this, position + 1);

    /// <summary>The elements of an array in their order; none for everything else.</summary>
    public ArrayEnumerator EnumerateArray() => new(this);

    /// <summary>Goes over the members of an object.</summary>
    public struct ObjectEnumerator
    {
        private readonly Json _object;
        private int _position;
        private int _nameStart;
        private int _nameEnd;
        private int _valueStart;

        internal ObjectEnumerator(Json value)
        {
            _object = value.Inflated;
            _position = _object.Raw is [(byte)'{', ..] ? 1 : _object._length;
        }

        internal ObjectEnumerator(Json text, int position)
        {
            _object = text;
            _position = position;
        }

        /// <summary>The name and the value.</summary>
        public readonly (string Name, Json Value) Current => (JsonString.Read(RawName), RawValue.Inflated);

        internal readonly int Position => _position;

        internal readonly ReadOnlySpan<byte> RawName => _object.Raw[_nameStart.._nameEnd];

        internal readonly ReadOnlySpan<byte> QuotedName => _object.Raw[(_nameStart - 1)..(_nameEnd + 1)];

        internal readonly Json RawValue => _object.Slice(_valueStart, _position);

        // The last member of a name counts; but mostly the text behind shows at a glance that there is no other. In other
        // letters the name can stand there only with these escapes.
        internal readonly bool MayRepeat
        {
            get
            {
                var rest = _object.Raw[_position..];
                return RawName.Contains((byte)'\\')
                    || rest.IndexOf(QuotedName) >= 0
                    || rest.Contains((byte)'\\') && (rest.IndexOf("\\u"u8) >= 0 || rest.IndexOf("\\/"u8) >= 0);
            }
        }

        /// <summary>Returns this enumerator.</summary>
        public readonly ObjectEnumerator GetEnumerator() => this;

        /// <summary>Goes to the next member.</summary>
        public bool MoveNext()
        {
            if (!MoveToValue())
                return false;
            _position = JsonText.SkipValue(_object.Raw, _valueStart);
            return true;
        }

        /// <summary>Goes to the next member, whose value must be taken before the next.</summary>
        internal bool MoveToValue()
        {
            var text = _object.Raw;
            _position = JsonText.SkipWhiteSpace(text, _position);
            if (_position >= text.Length || text[_position] == '}')
                return false;
            if (text[_position] == ',')
                _position = JsonText.SkipWhiteSpace(text, _position + 1);
            _nameStart = _position + 1;
            _position = JsonText.SkipString(text, _position);
            _nameEnd = _position - 1;
            _position = JsonText.SkipWhiteSpace(text, _position);
            _valueStart = JsonText.SkipWhiteSpace(text, _position + 1);
            _position = _valueStart;
            return true;
        }

        /// <summary>Takes the value in DynamoDB's typed form.</summary>
        internal AttributeValue TakeTyped() =>
            AttributeValue.Of(_object, AttributeValue.ReadTyped(_object, ref _position));
    }

    /// <summary>Goes over the elements of an array.</summary>
    public struct ArrayEnumerator
    {
        private readonly Json _array;
        private int _position;
        private int _start;

        internal ArrayEnumerator(Json value)
        {
            _array = value.Inflated;
            _position = _array.Raw is [(byte)'[', ..] ? 1 : _array._length;
        }

        /// <summary>The element.</summary>
        public readonly Json Current => _array.Slice(_start, _position).Inflated;

        /// <summary>Returns this enumerator.</summary>
        public readonly ArrayEnumerator GetEnumerator() => this;

        /// <summary>Goes to the next element.</summary>
        public bool MoveNext()
        {
            if (!MoveToElement())
                return false;
            _position = JsonText.SkipValue(_array.Raw, _start);
            return true;
        }

        /// <summary>Goes to the next element, which must be taken before the next.</summary>
        internal bool MoveToElement()
        {
            var text = _array.Raw;
            _position = JsonText.SkipWhiteSpace(text, _position);
            if (_position >= text.Length || text[_position] == ']')
                return false;
            if (text[_position] == ',')
                _position = JsonText.SkipWhiteSpace(text, _position + 1);
            _start = _position;
            return true;
        }

        /// <summary>Takes the element as an item in DynamoDB's typed form.</summary>
        internal Item TakeItem() => Item.ReadTyped(_array, ref _position);
    }
}

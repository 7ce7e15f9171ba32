// Methods of buffers that are asked for less often: comparing, copying, filling, searching, swapping, writing text.
(function (load, tools) {
    "use strict";

    var inside = load("buffer_core");
    var apply = tools.apply;
    var Bytes = Uint8Array;
    var isView = ArrayBuffer.isView;
    var index = inside.index;
    var decode = inside.decode;
    var bytesIn = inside.bytesIn;
    var compare = inside.compare;
    var subarray = Bytes.prototype.subarray;
    var set = Bytes.prototype.set;

    function range(bytes, from, to, what) {
        var start = index(from);
        var end = to === undefined ? bytes.length : index(to);
        if (start > bytes.length) {
            throw new RangeError('"' + what + 'Start" is out of range: ' + start);
        }
        if (end > bytes.length) {
            throw new RangeError('"' + what + 'End" is out of range: ' + end);
        }
        return apply(subarray, bytes, [start, Math.max(start, end)]);
    }

    function filled(bytes, value, encoding, from, to) {
        if (from > bytes.length) {
            throw new RangeError('"offset" is out of range');
        }
        if (to > bytes.length) {
            throw new RangeError('"end" is out of range');
        }
        var pattern = typeof value === "string" ? decode(value, encoding)
            : isView(value) ? new Bytes(value.buffer, value.byteOffset, value.byteLength) : [Number(value)];
        for (var i = from; i < to; i += 1) {
            bytes[i] = pattern.length === 0 ? 0 : pattern[(i - from) % pattern.length];
        }
        return bytes;
    }

    function wanted(value, encoding) {
        if (typeof value === "string") {
            return decode(value, encoding);
        }
        if (typeof value === "number") {
            return [value & 255];
        }
        if (value instanceof Bytes) {
            return value;
        }
        throw inside.notBytes(value, '"value"');
    }

    function isAt(bytes, at, pattern) {
        for (var i = 0; i < pattern.length; i += 1) {
            if (bytes[at + i] !== pattern[i]) {
                return false;
            }
        }
        return true;
    }

    // Where a search begins; null where it finds nothing.
    function beginning(from, length, backwards) {
        if (from === undefined) {
            return backwards ? length - 1 : 0;
        }
        from = Math.trunc(Number(from)) || 0;
        if (backwards) {
            from = from < 0 ? from + length : Math.min(from, length - 1);
            return from < 0 ? null : from;
        }
        from = from < 0 ? Math.max(from + length, 0) : from;
        return from < length ? from : null;
    }

    function find(bytes, value, from, encoding, backwards) {
        if (typeof value === "string" && typeof from === "string") {
            encoding = from;
            from = undefined;
        }
        var at = bytes.length === 0 ? null : beginning(from, bytes.length, backwards);
        if (at === null) {
            return -1;
        }
        var pattern = wanted(value, encoding);
        if (pattern.length === 0) {
            return backwards ? bytes.length : 0;
        }
        at = backwards ? Math.min(at, bytes.length - pattern.length) : at;
        for (; at >= 0 && at <= bytes.length - pattern.length; at += backwards ? -1 : 1) {
            if (isAt(bytes, at, pattern)) {
                return at;
            }
        }
        return -1;
    }

    function swap(bytes, size) {
        if (bytes.length % size !== 0) {
            throw new RangeError("Buffer size must be a multiple of " + size * 8 + "-bits");
        }
        for (var i = 0; i < bytes.length; i += size) {
            apply(subarray, bytes, [i, i + size]).reverse();
        }
        return bytes;
    }

    function write(bytes, text, offset, length, encoding) {
        if (typeof text !== "string") {
            throw new TypeError("first argument must be a string");
        }
        if (typeof offset === "string") {
            encoding = offset;
            offset = length = undefined;
        } else if (typeof length === "string") {
            encoding = length;
            length = undefined;
        }
        var at = index(offset);
        var most = length === undefined ? bytes.length : index(length);
        encoding = inside.encodingOf(encoding);
        if (at >= bytes.length) {
            throw new RangeError('"offset" is out of range');
        }
        var decoded = decode(text, encoding).slice(0, Math.min(most, bytes.length - at));
        apply(set, bytes, [decoded, at]);
        return decoded.length;
    }

    return {
        compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
            var source = bytesIn(this, "source");
            target = range(bytesIn(target, "target"), targetStart, targetEnd, "target");
            return compare(range(source, sourceStart, sourceEnd, "source"), target);
        },
        copy(target, targetStart, sourceStart, sourceEnd) {
            var source = bytesIn(this, "source");
            target = range(bytesIn(target, "target"), targetStart, undefined, "target");
            source = range(source, sourceStart, sourceEnd, "source");
            source = apply(subarray, source, [0, target.length]);
            apply(set, target, [source]);
            return source.length;
        },
        equals(target) { return compare(bytesIn(this, "source"), bytesIn(target, "target")) === 0; },
        fill(value, offset, end, encoding) {
            var isText = typeof value === "string";
            if (arguments.length === 0) {
                return this;
            }
            if (isText && typeof offset === "string") {
                return filled(bytesIn(this, "this"), value, offset, 0, this.length);
            }
            if (isText && typeof end === "string") {
                encoding = end;
                end = undefined;
            }
            return filled(
                bytesIn(this, "this"), value, encoding, index(offset), end === undefined ? this.length : index(end)
            );
        },
        includes(value, from, encoding) { return find(bytesIn(this, "this"), value, from, encoding, false) >= 0; },
        indexOf(value, from, encoding) { return find(bytesIn(this, "this"), value, from, encoding, false); },
        lastIndexOf(value, from, encoding) { return find(bytesIn(this, "this"), value, from, encoding, true); },
        swap16() { return swap(bytesIn(this, "this"), 2); },
        swap32() { return swap(bytesIn(this, "this"), 4); },
        swap64() { return swap(bytesIn(this, "this"), 8); },
        write(text, offset, length, encoding) { return write(bytesIn(this, "this"), text, offset, length, encoding); }
    };
})

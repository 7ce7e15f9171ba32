// Numbers in buffers: readInt16BE, writeDoubleLE and the others, made from their names.
//
// As in njs 0.7.9: writing a fraction returns nothing, a whole number the place behind it; what does not fit is cut.
(function (load) {
    "use strict";

    var index = load("buffer_core").index;
    var made = { __proto__: null };
    var SIZES = { Int8: 1, Int16: 2, Int32: 4, Float: 4, Double: 8 };
    var MOST_BYTES = 6;

    function place(bytes, offset, size) {
        var at = index(offset);
        if (at + size > bytes.length) {
            throw new RangeError("index " + at + " is outside the bound of the buffer");
        }
        return at;
    }

    function view(bytes) {
        return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }

    function fixed(kind, size, order) {
        var isFloat = kind === "Float" || kind === "Double";
        var method = kind === "Float" ? "Float32" : kind === "Double" ? "Float64" : kind.replace("UInt", "Uint");
        made["read" + kind + order] = function (offset) {
            return view(this)["get" + method](place(this, offset, size), order === "LE");
        };
        made["write" + kind + order] = function (value, offset) {
            value = Number(value);
            var at = place(this, offset, size);
            view(this)["set" + method](at, value, order === "LE");
            return isFloat ? undefined : at + size;
        };
    }

    function width(value) {
        if (typeof value !== "number") {
            throw new TypeError('"byteLength" is not a number');
        }
        if (value > MOST_BYTES) {
            throw new TypeError('"byteLength" must be <= 6');
        }
        return Math.max(1, Math.trunc(value));
    }

    function ofAnyWidth(kind, order) {
        made["read" + kind + order] = function (offset, byteLength) {
            var size = width(byteLength);
            var at = place(this, offset, size);
            var value = 0;
            for (var i = 0; i < size; i += 1) {
                value = value * 256 + this[order === "BE" ? at + i : at + size - 1 - i];
            }
            var limit = Math.pow(2, size * 8);
            return kind === "Int" && value >= limit / 2 ? value - limit : value;
        };
        made["write" + kind + order] = function (value, offset, byteLength) {
            var size = width(byteLength);
            var at = place(this, offset, size);
            var rest = Math.trunc(Number(value)) || 0;
            for (var i = 0; i < size; i += 1) {
                this[order === "LE" ? at + i : at + size - 1 - i] = rest;
                rest = Math.floor(rest / 256);
            }
            return at + size;
        };
    }

    Object.keys(SIZES).forEach(function (kind) {
        var orders = SIZES[kind] === 1 ? [""] : ["BE", "LE"];
        orders.forEach(function (order) {
            fixed(kind, SIZES[kind], order);
            if (kind.slice(0, 3) === "Int") {
                fixed("U" + kind, SIZES[kind], order);
            }
        });
    });
    ["Int", "UInt"].forEach(function (kind) {
        ofAnyWidth(kind, "BE");
        ofAnyWidth(kind, "LE");
    });
    return made;
})

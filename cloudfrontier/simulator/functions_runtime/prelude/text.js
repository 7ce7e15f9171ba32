// TextEncoder and TextDecoder of runtime 2.0: UTF-8 and nothing else; texts of errors are those of njs 0.7.9.
(function (load, tools) {
    "use strict";

    var coders = load("bytes");
    var Bytes = Uint8Array;
    var isView = ArrayBuffer.isView;

    function getter(prototype, name, read) {
        tools.define(prototype, name, { __proto__: null, get: read, enumerable: false, configurable: true });
    }

    function TextEncoder() {
        if (new.target === undefined) {
            throw new TypeError("Constructor of TextEncoder requires 'new'");
        }
    }

    getter(TextEncoder.prototype, "encoding", function () { return "utf-8"; });
    tools.hidden(TextEncoder.prototype, "encode", { encode(text) {
        if (!(this instanceof TextEncoder)) {
            throw new TypeError("\"this\" is not a TextEncoder");
        }
        return new Bytes(arguments.length === 0 ? [] : coders.decoders.utf8(String(text)));
    } }.encode);
    tools.hidden(TextEncoder.prototype, "encodeInto", { encodeInto(text, destination) {
        if (!(destination instanceof Bytes)) {
            throw new TypeError('The "destination" argument must be an instance of Uint8Array');
        }
        text = String(text);
        var read = 0;
        var written = 0;
        while (read < text.length) {
            var character = String.fromCodePoint(text.codePointAt(read));
            var bytes = coders.decoders.utf8(character);
            if (written + bytes.length > destination.length) {
                break;
            }
            destination.set(bytes, written);
            written += bytes.length;
            read += character.length;
        }
        return { read: read, written: written };
    } }.encodeInto);

    // How many bytes at the end begin a character that is not whole yet.
    function open(bytes) {
        for (var back = 1; back <= 3 && back <= bytes.length; back += 1) {
            var lead = bytes[bytes.length - back];
            if (lead >= 0xC0) {
                var size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                // what cannot become one is decoded at once
                var begun = coders.encoders.utf8(bytes.slice(-back));
                return back < size && begun.length === 1 ? back : 0;
            }
            if (lead < 0x80) {
                return 0;
            }
        }
        return 0;
    }

    function TextDecoder() {
        if (new.target === undefined) {
            throw new TypeError("Constructor of TextDecoder requires 'new'");
        }
        var name = arguments.length === 0 ? "utf-8" : String(arguments[0]);
        if (name !== "utf-8" && name !== "utf8") {
            throw new RangeError('The "' + name + '" encoding is not supported');
        }
        var options = arguments.length < 2 ? {} : given(arguments[1]);
        var fatal = Boolean(options.fatal);
        var ignoreBOM = Boolean(options.ignoreBOM);
        var pending = [];
        states.push({ decoder: this, fatal: fatal, ignoreBOM: ignoreBOM, decode: decode });

        function decode(bytes, goesOn) {
            // a mark that comes in two pieces is none, and one at the beginning of any piece is
            var marked = !ignoreBOM && pending.length === 0;
            bytes = pending.concat(bytes);
            var kept = goesOn ? open(bytes) : 0;
            pending = kept === 0 ? [] : bytes.slice(-kept);
            bytes = kept === 0 ? bytes : bytes.slice(0, -kept);
            var text = coders.encoders.utf8(bytes);
            if (fatal && coders.decoders.utf8(text).join() !== bytes.join()) {
                throw new TypeError("The encoded data was not valid");
            }
            return marked && text.charCodeAt(0) === 0xFEFF ? text.slice(1) : text;
        }
    }

    function given(options) {
        if (options === null || (typeof options !== "object" && typeof options !== "function")) {
            throw new TypeError('The "options" argument must be of type object');
        }
        return options;
    }

    // what a decoder knows, out of the function's reach
    var states = [];

    function stateOf(decoder) {
        for (var i = 0; i < states.length; i += 1) {
            if (states[i].decoder === decoder) {
                return states[i];
            }
        }
        throw new TypeError("\"this\" is not a TextDecoder");
    }

    function bytesOf(input) {
        if (input instanceof ArrayBuffer) {
            return Array.prototype.slice.call(new Bytes(input));
        }
        if (!isView(input) || input instanceof DataView) {
            throw new TypeError('The "input" argument must be an instance of TypedArray');
        }
        return Array.prototype.slice.call(new Bytes(input.buffer, input.byteOffset, input.byteLength));
    }

    getter(TextDecoder.prototype, "encoding", function () { return "utf-8"; });
    getter(TextDecoder.prototype, "fatal", function () { return stateOf(this).fatal; });
    getter(TextDecoder.prototype, "ignoreBOM", function () { return stateOf(this).ignoreBOM; });
    tools.hidden(TextDecoder.prototype, "decode", { decode(input, options) {
        var goesOn = arguments.length > 1 && Boolean(given(options).stream);
        return stateOf(this).decode(arguments.length === 0 ? [] : bytesOf(input), goesOn);
    } }.decode);

    return { TextDecoder: TextDecoder, TextEncoder: TextEncoder };
})

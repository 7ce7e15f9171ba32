// `sort` with a function that compares: what it asks, and in which order, shows where that function contradicts
// itself (`a < b ? 1 : -1` of two that are equal, or a boolean). So it is done as njs does it: six or fewer are
// inserted one by one, more are parted around the middle one of three; what is equal stays as it was.
//
// Source: njs_qsort in src/njs_utils.c of nginx/njs (read 2026-11), and runs of njs 0.7.9 and 0.8.9.
(function (load, tools) {
    "use strict";

    var apply = tools.apply;
    var isArray = Array.isArray;
    var native = Array.prototype.sort;
    var FEW = 6;

    function swap(slots, one, other) {
        var slot = slots[one];
        slots[one] = slots[other];
        slots[other] = slot;
    }

    function insert(slots, from, to, order) {
        for (var next = from + 1; next < to; next += 1) {
            for (var at = next; at > from && order(slots[at], slots[at - 1]) < 0; at -= 1) {
                swap(slots, at, at - 1);
            }
        }
    }

    // Which of three places holds the one in the middle.
    function middle(slots, one, two, three, order) {
        function before(left, right) { return order(slots[left], slots[right]) < 0; }
        if (before(one, three)) {
            return before(two, three) ? before(one, two) ? two : one : three;
        }
        return before(two, one) ? before(two, three) ? three : two : one;
    }

    function sort(slots, from, to, order) {
        while (to - from > FEW) {
            var quarter = Math.floor((to - from) / 4);
            swap(slots, from, middle(slots, from + quarter, from + 2 * quarter, from + 3 * quarter, order));
            var less = from;
            var more = to;
            for (var at = from + 1; at < more;) {
                var found = order(slots[at], slots[less]);
                if (found > 0) {
                    more -= 1;
                    swap(slots, more, at);
                    continue;
                }
                if (found < 0) {
                    swap(slots, less, at);
                    less += 1;
                }
                at += 1;
            }
            // the smaller side first, as its questions are asked first
            if (less - from > to - more) {
                sort(slots, more, to, order);
                to = less;
            } else {
                sort(slots, from, less, order);
                from = more;
            }
        }
        insert(slots, from, to, order);
    }

    tools.hidden(Array.prototype, "sort", { sort(compare) {
        if (typeof compare !== "function" || !isArray(this)) {
            return apply(native, this, arguments);
        }
        // without a question: what is undefined goes last, and holes behind it
        apply(native, this, [function () { return 0; }]);
        var slots = [];
        this.forEach(function (value, at) {
            if (value !== undefined) {
                slots.push({ value: value, at: at });
            }
        });
        sort(slots, 0, slots.length, function (left, right) {
            var found = Number(compare(left.value, right.value));
            return found !== found ? 0 : found || left.at - right.at;
        });
        for (var i = 0; i < slots.length; i += 1) {
            this[i] = slots[i].value;
        }
        return this;
    } }.sort);
})

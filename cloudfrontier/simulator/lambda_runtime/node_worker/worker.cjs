/*
 * The worker for handlers in JavaScript: loads one handler and invokes it, as Lambda's own runtime client does.
 *
 * It is started with REQUESTS REPLIES CONFIG and speaks the frames of worker/protocol.py. Requests are read
 * synchronously, so nothing that a handler left behind runs between two invocations: at Lambda the environment
 * is frozen then. What is done with handler names, callbacks and errors follows
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client (read 2026-11).
 */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const util = require('node:util');
const { pathToFileURL } = require('node:url');

const [requests, replies] = process.argv.slice(2, 4).map(Number);
const config = JSON.parse(process.argv[4]);
process.argv.length = 1;
for (const name of config.unset) delete process.env[name];

const { stringify, parse } = JSON;
const { writeSync, readSync } = fs;
const clock = process.hrtime.bigint;
const exit = process.exit.bind(process);
const REPLY_BYTES = 22;
const LEVELS = { log: 'INFO', info: 'INFO', debug: 'DEBUG', trace: 'TRACE', warn: 'WARN', error: 'ERROR' };

let requestId = '';
let whenIdle = null; // what completes an invocation when nothing is left to be done
let current = null; // ends the invocation that is under way

class Refused extends Error {
    constructor(name, message) {
        super(message);
        this.name = name;
    }
}

function write(descriptor, data) {
    for (let at = 0; at < data.length; ) {
        try {
            at += writeSync(descriptor, data, at);
        } catch (error) {
            if (error.code !== 'EAGAIN') throw error;
        }
    }
}

function take(size) {
    const data = Buffer.alloc(size);
    for (let at = 0; at < size; ) {
        const count = readSync(requests, data, at, size - at, null);
        if (count === 0) return null;
        at += count;
    }
    return data;
}

function reply(kind, began, body) {
    const data = Buffer.from(body);
    const head = Buffer.alloc(REPLY_BYTES);
    const left = process.getActiveResourcesInfo().some((name) => /^(ProcessWrap|Worker|MessagePort)$/.test(name));
    head.write(kind, 0, 'latin1');
    head.writeUInt8(left ? 1 : 0, 1);
    head.writeBigUInt64BE((clock() - began) / 1000n, 2);
    head.writeBigUInt64BE(BigInt(process.resourceUsage().maxRSS), 10);
    head.writeUInt32BE(data.length, 18);
    write(replies, Buffer.concat([head, data]));
}

function fault(error) {
    if (!util.types.isNativeError(error) && !(error instanceof Error)) {
        return stringify({ type: typeof error, message: String(error), trace: [] });
    }
    const roots = [`${pathToFileURL(config.task)}/`, `${config.task}/`];
    const lines = String(error.stack).split('\n').filter((line) => roots.some((root) => line.includes(root)));
    const trace = lines.slice(0, 30).map((line) => roots.reduce((text, root) => text.replace(root, ''), line));
    return stringify({ type: String(error.name), message: String(error.message).slice(0, 4000), trace });
}

function isModule(file) {
    if (!file.endsWith('.js')) return file.endsWith('.mjs');
    for (let folder = path.dirname(file); folder.startsWith(config.task); folder = path.dirname(folder)) {
        try {
            return parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).type === 'module';
        } catch (error) {
            if (error.code !== 'ENOENT') return false;
        }
    }
    return false;
}

async function importFile(file) {
    try {
        return isModule(file) ? await import(pathToFileURL(file)) : require(file);
    } catch (error) {
        if (error instanceof SyntaxError) {
            const message = `SyntaxError: ${error.message}`;
            throw Object.assign(error, { name: 'Runtime.UserCodeSyntaxError', message });
        }
        if (/MODULE_NOT_FOUND$/.test(error?.code)) throw new Refused('Runtime.ImportModuleError', String(error));
        throw error;
    }
}

async function load(name) {
    const found = /^([^.]*)\.(.+)$/.exec(path.basename(name));
    if (!found || name.includes('..')) throw new Refused('Runtime.MalformedHandlerName', `Bad handler '${name}'`);
    const place = path.resolve(config.task, path.dirname(name), found[1]);
    const isFile = (item) => fs.statSync(item, { throwIfNoEntry: false })?.isFile();
    const file = ['', '.js', '.mjs', '.cjs'].map((end) => place + end).find(isFile);
    if (!file) throw new Refused('Runtime.ImportModuleError', `Error: Cannot find module '${found[1]}'`);
    const handler = found[2].split('.').reduce((object, key) => object?.[key], await importFile(file));
    if (handler === undefined) throw new Refused('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
    if (typeof handler !== 'function') throw new Refused('Runtime.HandlerNotFound', `${name} is not a function`);
    if (config.callbacks_removed && handler.length >= 3) {
        throw new Refused(
            'Runtime.CallbackHandlerDeprecated',
            'a handler with a callback is refused from Node.js 24 on: make it async, without the third parameter'
        );
    }
    return handler;
}

function makeContext(request, deadline, finish) {
    const env = process.env;
    const settle = (error, value) => finish(error === undefined || error === null ? 'R' : 'E', error ?? value);
    return {
        callbackWaitsForEmptyEventLoop: true,
        functionName: env.AWS_LAMBDA_FUNCTION_NAME,
        functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
        memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
        logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
        logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
        clientContext: undefined,
        identity: undefined,
        invokedFunctionArn: request.arn,
        awsRequestId: request.id,
        getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - Number(clock() / 1000n) / 1000)),
        ...(config.callbacks_removed
            ? {}
            : { done: settle, succeed: (value) => settle(null, value), fail: (error) => settle(error ?? 'handled') }),
    };
}

function answer(kind, began, value) {
    if (kind === 'E') return reply('E', began, fault(value));
    let body;
    try {
        body = stringify(value === undefined ? null : value) ?? 'null';
    } catch (error) {
        return reply('S', began, `Unable to stringify response body: ${error.message}`);
    }
    const size = Buffer.byteLength(body);
    if (size > config.most) return reply('L', began, size.toLocaleString('en'));
    return reply('R', began, body);
}

function invoke(handler, message) {
    return new Promise((done) => {
        const request = parse(message);
        requestId = request.id;
        process.env._X_AMZN_TRACE_ID = request.trace;
        const began = clock();
        const finish = (kind, value) => {
            if (current !== finish) return;
            current = whenIdle = null;
            answer(kind, began, value);
            done();
        };
        current = finish;
        current.began = began;
        const context = makeContext(request, Number(began / 1000n) / 1000 + request.seconds * 1000, finish);
        const callback = (error, value) => {
            const complete = () => finish(error === undefined || error === null ? 'R' : 'E', error ?? value);
            if (context.callbackWaitsForEmptyEventLoop) whenIdle = complete;
            else complete();
        };
        whenIdle = () => finish('R', null);
        try {
            const further = config.callbacks_removed ? [] : [callback];
            const result = handler(request.event, context, ...further);
            if (typeof result?.then === 'function') {
                whenIdle = null;
                result.then((value) => finish('R', value), (error) => finish('E', error));
            } else if (config.callbacks_removed) {
                finish('R', result);
            } // with callbacks, only they and promises answer: what else is returned is ignored
        } catch (error) {
            finish('E', error);
        }
    });
}

function fatal(error, code) {
    if (current) reply('X', current.began, fault(error));
    exit(code);
}

for (const [method, level] of Object.entries(LEVELS)) {
    console[method] = (...values) => {
        const text = util.format(...values).replace(/\n/g, '\r');
        write(1, Buffer.from(`${new Date().toISOString()}\t${requestId || undefined}\t${level}\t${text}\n`));
    };
}
process.on('uncaughtException', (error) => fatal(error, 129));
process.on('unhandledRejection', (reason) => {
    fatal(new Refused('Runtime.UnhandledPromiseRejection', String(reason)), 128);
});
process.on('beforeExit', () => {
    // setImmediate keeps the loop alive, so that this is called again for the next request
    if (whenIdle) setImmediate(whenIdle);
});

async function main() {
    const began = clock();
    let handler;
    try {
        handler = await load(config.handler);
    } catch (error) {
        return reply('F', began, fault(error));
    }
    reply('I', began, config.notes.join('\n'));
    for (let size = take(4); size; size = take(4)) {
        await invoke(handler, take(size.readUInt32BE(0)));
    }
    exit(0);
}

main();

/** Apex REST: the class and method behind an address, its parameters from the body, its answer. */
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { JsonReader, JsonWriter, beginRestCall, parseJson, restAnswer, writeJson } from '../library/index.ts';
import { ApexException } from '../runtime/exceptions.ts';
import { cell } from '../runtime/execution.ts';
import type { RestInput, RestOutput } from '../types.ts';
import { sharingAtEntry } from './entrySharing.ts';
import { inExecution } from './executions.ts';
import { failureOf } from './failures.ts';
import type { Program } from './program.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';

const BASE = '/services/apexrest';
const ANNOTATIONS: Readonly<Record<string, string>> = {
    GET: 'httpget',
    POST: 'httppost',
    PUT: 'httpput',
    PATCH: 'httppatch',
    DELETE: 'httpdelete'
};

/** How well a mapping fits: the longest fixed part wins, and an exact one before a wildcard. Source: Apex Developer Guide, "RestResource Annotation". */
const fit = (mapping: string, path: string): number => {
    if (!mapping.endsWith('*')) return mapping === path ? Infinity : -1;
    const fixed = mapping.slice(0, -1);
    return path.startsWith(fixed) || path === fixed.replace(/\/$/, '') ? fixed.length : -1;
};

const resourceOf = (program: Program, path: string): { symbol: ClassSymbol; mapping: string } => {
    let best: { symbol: ClassSymbol; mapping: string; fit: number } | undefined;
    for (const symbol of program.table.classes.values()) {
        const mapping = symbol.annotations.get('restresource')?.get('urlmapping');
        if (mapping === undefined) continue;
        const found = fit(mapping, path);
        if (found >= 0 && (!best || found > best.fit)) best = { symbol, mapping, fit: found };
    }
    if (!best) throw new PlatformError('NOT_FOUND', 'Could not find a match for URL');
    return best;
};

const methodOf = (symbol: ClassSymbol, verb: string): MethodSymbol => {
    const of = (annotation: string): MethodSymbol | undefined =>
        symbol.methods.find((method) => method.isStatic && method.annotations.has(annotation));
    const found = of(ANNOTATIONS[verb] ?? '');
    if (found) return found;
    const allowed = Object.keys(ANNOTATIONS).filter((name) => of(ANNOTATIONS[name] ?? ''));
    throw new PlatformError(
        'METHOD_NOT_ALLOWED',
        `HTTP Method '${verb}' not allowed. Allowed are ${allowed.join(',')}`
    );
};

const unreadable = (message: string): PlatformError => new PlatformError('JSON_PARSER_ERROR', message);

/** The body's members by the names of parameters; those that are missing are null. @throws PlatformError JSON_PARSER_ERROR */
const parametersOf = (method: MethodSymbol, body: Uint8Array): unknown[] => {
    if (method.parameters.length === 0) return [];
    try {
        const text = Buffer.from(body).toString('utf8');
        const given = text.trim() === '' ? undefined : parseJson(text);
        const members = given !== null && typeof given === 'object' && 'entries' in given ? given : undefined;
        if (given !== undefined && (!members || Array.isArray(given)))
            throw unreadable('The HTTP entity body must be a JSON object');
        const known = new Set(method.parameters.map(({ name }) => name));
        const reader = new JsonReader(true);
        const entries = members && !Array.isArray(members) ? members.entries : [];
        for (const [name] of entries)
            if (!known.has(name)) throw unreadable(`Unexpected parameter encountered during deserialization: ${name}`);
        return method.parameters.map(({ name, type }) => {
            const value = entries.find(([key]) => key === name)?.[1];
            return value === undefined ? null : reader.value(value, type);
        });
    } catch (error) {
        if (error instanceof ApexException) throw unreadable(error.apexMessage ?? 'The body cannot be read');
        throw error;
    }
};

const outputOf = (method: MethodSymbol, returned: unknown): RestOutput => {
    const answer = restAnswer();
    const headers = answer.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
    const isVoid = method.returns.kind === 'void';
    const body = isVoid
        ? (answer.body ?? new Uint8Array())
        : Buffer.from(writeJson(new JsonWriter(false).value(returned, method.returns), false));
    return { status: answer.status ?? 200, headers, body };
};

/**
 * Answers a request to `/services/apexrest/…`.
 * @throws PlatformError NOT_FOUND, METHOD_NOT_ALLOWED, FORBIDDEN, JSON_PARSER_ERROR; ApexFailure; LimitExceeded; NotSupported
 */
export const callRest = (program: Program, tx: Transaction, input: RestInput): RestOutput => {
    const { symbol, mapping } = resourceOf(program, input.path);
    const method = methodOf(symbol, input.method);
    if (!tx.user.access.apexClass(symbol.name))
        throw new PlatformError('FORBIDDEN', `You do not have access to the Apex class named: ${symbol.name}`);
    if (/\b(?:application|text)\/xml\b/.test(input.contentType) && method.parameters.length > 0)
        throw new NotSupported('XML bodies in Apex REST');
    return inExecution(program, tx, 'rest', () => {
        try {
            cell.sharing = sharingAtEntry(symbol, 'rest');
            beginRestCall({
                method: input.method,
                uri: input.path,
                resourcePath: `${BASE}${mapping}`,
                body: method.parameters.length > 0 ? new Uint8Array() : input.body,
                headers: input.headers,
                parameters: input.parameters,
                remoteAddress: '127.0.0.1'
            });
            return outputOf(method, method.invoke(undefined, ...parametersOf(method, input.body)));
        } catch (error) {
            throw failureOf(program, error);
        }
    });
};

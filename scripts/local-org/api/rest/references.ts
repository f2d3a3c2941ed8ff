/** `@{NewAccount.id}` in composite requests: values of earlier answers. */
import { PlatformError } from '../../model/index.ts';
import { isObject } from '../http.ts';

/** Answers of the sub-requests so far, by reference id. */
export type Answers = ReadonlyMap<string, unknown>;

const REFERENCE = /@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)\}/g;

const follow = (answers: Answers, name: string, path: string): unknown => {
    if (!answers.has(name))
        throw new PlatformError(
            'PROCESSING_HALTED',
            `Invalid reference specified. No value for ${name}${path} found in ${name}`
        );
    let value = answers.get(name);
    for (const step of path.match(/[A-Za-z0-9_]+/g) ?? []) {
        const next: unknown = Array.isArray(value)
            ? value[Number(step)]
            : isObject(value)
              ? ownValue(value, step)
              : undefined;
        if (next === undefined)
            throw new PlatformError(
                'PROCESSING_HALTED',
                `Invalid reference specified. No value for ${name}${path} found in ${name}`
            );
        value = next;
    }
    return value;
};

const ownValue = (value: Readonly<Record<string, unknown>>, key: string): unknown =>
    Object.hasOwn(value, key) ? value[key] : undefined;

/** Replaces references in a text; in an address the values are encoded. */
export const resolveText = (text: string, answers: Answers, encode = false): string =>
    text.replace(REFERENCE, (_all, name: string, path: string) => {
        const value = String(follow(answers, name, path));
        return encode ? encodeURIComponent(value) : value;
    });

/** Replaces references anywhere in a JSON body. A text that is one reference takes the value with its type. */
export const resolveValue = (value: unknown, answers: Answers): unknown => {
    if (typeof value === 'string') {
        const whole = /^@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)\}$/.exec(value);
        return whole ? follow(answers, whole[1] ?? '', whole[2] ?? '') : resolveText(value, answers);
    }
    if (Array.isArray(value)) return value.map((item: unknown) => resolveValue(item, answers));
    if (isObject(value))
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveValue(item, answers)]));
    return value;
};

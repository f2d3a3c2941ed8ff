import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ApexException, ApexList, ApexMap, ApexSet, Blob } from '../runtime/index.ts';
import { assertions } from './assertions.ts';
import { cronFault, nextFire, parseCron } from './cron.ts';
import { cryptoTypes } from './crypto.ts';
import { exceptions, AssertionFailure } from './exceptions.ts';
import { asApex, caller, fakeType } from './fixture.ts';
import { httpTypes } from './http.ts';
import { freeze, thaw } from './state.ts';

const fails = (work: () => unknown, message: string): void =>
    assert.throws(work, (error) => {
        assert.ok(error instanceof ApexException);
        assert.equal(error.apexMessage, message);
        return true;
    });

test('assertions in the platform words', () => {
    const call = caller(assertions, 'System.Assert');
    const equal = 'static void areEqual(Object expected, Object actual, Object message)';
    call(equal, 1, 1, 'same');
    fails(() => call(equal, 'a', 'A', 'why'), 'Assertion Failed: why: Expected: a, Actual: A');
    fails(
        () => call('static void areNotEqual(Object notExpected, Object actual)', 1, 1),
        'Assertion Failed: Same value: 1'
    );
    fails(() => call('static void isTrue(Boolean condition, Object message)', false, 'no'), 'Assertion Failed: no');
    fails(() => call('static void fail()'), 'Assertion Failed');
    assert.throws(
        () => call('static void fail()'),
        (error) => error instanceof AssertionFailure && !error.catchable
    );
});

test('AuraHandledException hides its message from Apex until setMessage', () => {
    const handled = caller(exceptions, 'System.AuraHandledException');
    const base = caller(exceptions, 'System.Exception');
    const error = handled('new(String message)', 'shown on the page') as ApexException;
    assert.equal(base('String getMessage()', error), 'Script-thrown exception');
    assert.equal(error.apexMessage, 'shown on the page');
    base('void setMessage(String message)', error, 'now');
    assert.equal(base('String getMessage()', error), 'now');
    const plain = caller(exceptions, 'System.IllegalArgumentException')('new()');
    assert.equal(base('String getMessage()', plain), 'Script-thrown exception');
    assert.equal(base('String getTypeName()', plain), 'System.IllegalArgumentException');
});

test('cron expressions', () => {
    const at = Date.UTC(2026, 10, 22, 3, 0, 0);
    const next = (text: string, zone = 'UTC'): string | undefined => {
        const schedule = parseCron(text);
        const fire = schedule && nextFire(schedule, at, zone);
        return fire === undefined ? undefined : new Date(fire).toISOString();
    };
    assert.equal(next('0 0 2 * * ?'), '2026-11-23T02:00:00.000Z');
    assert.equal(next('0 30 8 ? * MON-FRI'), '2026-11-23T08:30:00.000Z');
    assert.equal(next('0 0 5,17 1 JAN ? 2027'), '2027-01-01T05:00:00.000Z');
    assert.equal(next('0 0 2 * * ?', 'Europe/Berlin'), '2026-11-23T01:00:00.000Z');
    assert.equal(next('0 0 0 1 1 ? 2020'), undefined);
    assert.equal(parseCron('0 0 2 * * *'), undefined);
    assert.equal(parseCron('0 61 2 * * ?'), undefined);
    assert.equal(cronFault('0 0 2 ? * ?'), "'?' can only be specified for Day-of-Month -OR- Day-of-Week.");
    assert.equal(cronFault('0 0 2 * * *'), 'Illegal cron expression format (0 0 2 * * *)');
    assert.equal(cronFault(`0 0 * * * ? ${new Date().getUTCFullYear() + 75}`), undefined);
    assert.equal(next('0 0 2 L * ?'), '2026-11-30T02:00:00.000Z');
    assert.equal(next('0 0 2 LW 1 ?'), '2027-01-29T02:00:00.000Z');
    assert.equal(next('0 0 2 28W * ?'), '2026-11-27T02:00:00.000Z');
    assert.equal(next('0 0 2 ? * 6L'), '2026-11-27T02:00:00.000Z');
    assert.equal(next('0 0 2 ? * MON#2'), '2026-12-14T02:00:00.000Z');
    assert.equal(parseCron('0 0 2 ? * 8L'), undefined);
});

test('asynchronous state keeps shared objects shared and cycles closed', () => {
    const shared = new ApexSet(fakeType('Long'), [5n]);
    const root = new ApexList(fakeType('Object'), [shared, shared, new Blob(new Uint8Array([1]))]);
    const map = new ApexMap(fakeType('String'), fakeType('Object'), [['root', root]]);
    root.add(map);
    const copy = asApex(() => thaw(freeze(map))) as ApexMap;
    const items = (copy.get('root') as ApexList).items;
    assert.equal(items[0], items[1]);
    assert.notEqual(items[0], shared);
    assert.equal((items[0] as ApexSet).has(5n), true);
    assert.equal(items[3], copy);
    const request = caller(httpTypes, 'System.HttpRequest')('new()');
    fails(() => asApex(() => freeze(request)), 'Not Serializable: HttpRequest');
});

test('digests, encodings, UUID', () => {
    const crypto = caller(cryptoTypes, 'System.Crypto');
    const encoding = caller(cryptoTypes, 'System.EncodingUtil');
    const digest = crypto('static Blob generateDigest(String algorithm, Blob data)', 'SHA-256', Blob.ofText('abc'));
    assert.equal(
        encoding('static String convertToHex(Blob data)', digest),
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    );
    fails(
        () => crypto('static Blob generateDigest(String algorithm, Blob data)', 'nope', Blob.ofText('a')),
        'Invalid algorithm: nope'
    );
    const key = crypto('static Blob generateAesKey(Integer size)', 128);
    const secret = crypto(
        'static Blob encryptWithManagedIV(String algorithm, Blob key, Blob data)',
        'AES128',
        key,
        Blob.ofText('hi')
    );
    const plain = crypto(
        'static Blob decryptWithManagedIV(String algorithm, Blob key, Blob data)',
        'AES128',
        key,
        secret
    );
    assert.equal((plain as Blob).text, 'hi');
    assert.equal(
        encoding('static String urlEncode(String text, String charset)', "a b&'é", 'UTF-8'),
        'a+b%26%27%C3%A9'
    );
    const uuid = caller(cryptoTypes, 'System.UUID');
    fails(() => uuid('static System.UUID fromString(String text)', 'x'), 'Invalid UUID string: x');
});

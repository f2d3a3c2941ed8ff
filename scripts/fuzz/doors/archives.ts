/** Archives that a client deploys. */
import { zipSync } from 'fflate';
import { runNextStep } from '../../local-org/api/index.ts';
import { mutated, mutatedBytes } from '../mutate.ts';
import type { Random } from '../random.ts';
import type { Caller, Door, Outcome } from '../types.ts';
import { DATA, sendRequest } from './rest.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
const xml = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="${NAMESPACE}">${body}</${type}>`;

const FILES: Readonly<Record<string, string>> = {
    'package.xml': xml(
        'Package',
        '<types><members>Fuzz</members><name>ApexClass</name></types><types><members>Fuzz_Label</members><name>CustomLabel</name></types><version>67.0</version>'
    ),
    'classes/Fuzz.cls': 'public class Fuzz { public static Integer one() { return 1; } }',
    'classes/Fuzz.cls-meta.xml': xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>'),
    'labels/CustomLabels.labels': xml(
        'CustomLabels',
        '<labels><fullName>Fuzz_Label</fullName><language>en_US</language><protected>false</protected><shortDescription>a</shortDescription><value>b</value></labels>'
    )
};
const NAMES = Object.keys(FILES);
const EVIL = [
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\windows\\x',
    'classes/../../x.cls',
    'classes\\Fuzz.cls',
    '',
    '.',
    'classes/Fuzz.cls/',
    'a'.repeat(5_000),
    'classes/\u0000.cls',
    'objects/constructor.object'
];

const zip = (files: Readonly<Record<string, string>>, level: 0 | 9 = 9): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])), { level });

const changedFiles = (random: Random): Record<string, string> => {
    const files: Record<string, string> = { ...FILES };
    const name = random.pick(NAMES);
    switch (random.below(4)) {
        case 0:
            delete files[name];
            break;
        case 1:
            files[random.pick(EVIL)] = 'x';
            break;
        default:
            files[name] = mutated(random, [files[name] ?? '', ...Object.values(FILES)]);
    }
    return files;
};

const BOUNDARY = 'fuzz-boundary';
const multipart = (archive: Uint8Array): Buffer =>
    Buffer.concat([
        Buffer.from(
            `--${BOUNDARY}\r\nContent-Disposition: form-data; name="json"\r\nContent-Type: application/json\r\n\r\n{"deployOptions":{"checkOnly":true,"rollbackOnError":true,"testLevel":"NoTestRun"}}\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="package.zip"\r\nContent-Type: application/zip\r\n\r\n`
        ),
        archive,
        Buffer.from(`\r\n--${BOUNDARY}--\r\n`)
    ]);

/** A whole deployment, checked and not kept: what the org runs must be the same afterwards. */
const deploy = (caller: Caller, archive: Uint8Array): Outcome => {
    const { org } = caller;
    const before = org.current;
    const asked = sendRequest(caller, 'POST', `${DATA}/metadata/deployRequest`, '', multipart(archive), {
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`
    });
    if (asked.status >= 300) return asked;
    while (runNextStep(org));
    const { id } = JSON.parse(asked.reply) as { id: string };
    const told = sendRequest(caller, 'GET', `${DATA}/metadata/deployRequest/${id}`, 'includeDetails=true', '');
    return org.current === before
        ? { ...told, saysChanged: true }
        : { reply: `the org runs something else: ${told.reply}`, status: 500, saysChanged: true };
};

/** An input is the archive's bytes. */
export const archives: Door = {
    name: 'Deploy zips',
    input: (random) =>
        random.chance(0.5) ? zip(changedFiles(random), random.pick([0, 9])) : mutatedBytes(random, zip(FILES)),
    special: () => [
        new Uint8Array(),
        zip(FILES),
        zip({}),
        zip({ ...FILES, 'classes/Big.cls': ' '.repeat(30_000_000) }),
        zip(Object.fromEntries(Array.from({ length: 11_000 }, (_, at) => [`classes/C${at}.cls`, '']))),
        zip({ ...FILES, ...Object.fromEntries(EVIL.map((name) => [name, 'x'])) }),
        zip({ ...FILES, 'package.xml': `${'<a>'.repeat(20_000)}` })
    ],
    send: (caller, input) => deploy(caller, Buffer.from(input))
};

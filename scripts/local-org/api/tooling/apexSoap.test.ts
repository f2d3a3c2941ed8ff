/** Code compiled and tests run over SOAP, as the Ant tasks and editors of old did. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestOrg, xml } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

let org: TestOrg;
const file = 'force-app/main/classes/SumTest.cls';
before(() => {
    org = openTestOrg({
        [file]: '@IsTest private class SumTest { @IsTest static void adds() { Assert.areEqual(2, 1 + 1); } }',
        [`${file}-meta.xml`]: xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>')
    });
});
after(() => org.org.close());

const soap = (body: string, userId = org.org.administratorId): string => {
    const envelope = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`;
    const answer = String(
        org.as(userId, 'POST', '/services/Soap/s/67.0', envelope, { 'content-type': 'text/xml' }).body
    );
    return /<soapenv:Body>(.*)<\/soapenv:Body>/s.exec(answer)?.[1] ?? answer;
};
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

test('classes compile together; where one fails none is saved, and the fault has its place', () => {
    const good =
        '<scripts>public class Twice { public static Integer of(Integer n) { return n &lt; 0 ? 0 : n * 2; } }</scripts>';
    assert.deepEqual(all(soap(`<compileClasses>${good}</compileClasses>`), /<success>(\w+)</g), ['true']);
    const mixed = soap(
        `<compileClasses>${good}<scripts>public class Bad {\n  Integer i = nothing;\n}</scripts></compileClasses>`
    );
    assert.deepEqual(all(mixed, /<name>(\w+)</g), ['Twice', 'Bad']);
    assert.match(mixed, /<line>2<\/line><name>Bad<\/name><problem>Variable does not exist: nothing</);
    const trigger = '<scripts>trigger Visits on Visit__c (before insert) { Integer n = Twice.of(1); }</scripts>';
    assert.deepEqual(all(soap(`<compileTriggers>${trigger}</compileTriggers>`), /<success>(\w+)</g), ['true']);
    assert.match(soap('<compileClasses><scripts>nothing</scripts></compileClasses>'), /INVALID_VALUE/);
    assert.match(soap(`<compileClasses>${good}</compileClasses>`, org.ann), /INSUFFICIENT_ACCESS/);
});

test('tests run by name, after code that compiled', () => {
    const ran = soap(
        '<runTests><RunTestsRequest><allTests>false</allTests><classes>SumTest</classes></RunTestsRequest></runTests>'
    );
    assert.match(ran, /<numFailures>0<\/numFailures>/);
    assert.match(ran, /<successes>.*<methodName>adds<\/methodName>/s);
    const both = (code: string): string =>
        soap(
            `<compileAndTest><CompileAndTestRequest><checkOnly>false</checkOnly><classes>${code}</classes><runTestsRequest><classes>OwnTest</classes></runTestsRequest></CompileAndTestRequest></compileAndTest>`
        );
    const fails = both(
        '@IsTest private class OwnTest { @IsTest static void sees() { Assert.fail(&apos;seen&apos;); } }'
    );
    assert.match(fails, /<classes>.*<success>true<\/success>.*<\/classes>.*<numFailures>1<\/numFailures>/s);
    assert.match(fails, /seen.*<success>false<\/success>/s);
    const works = both('@IsTest private class OwnTest { @IsTest static void sees() { Assert.isTrue(true); } }');
    assert.match(works, /<numTestsRun>1<\/numTestsRun>.*<success>true<\/success><\/result>/s);
    assert.match(
        soap('<runTests><RunTestsRequest><classes>None</classes></RunTestsRequest></runTests>'),
        /INVALID_INPUT/
    );
    assert.match(soap('<wsdlToApex/>'), /not supported by the local org: Apex API call wsdlToApex/);
});

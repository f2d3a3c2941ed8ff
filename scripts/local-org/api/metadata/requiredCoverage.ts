/** How much of the code tests must reach before a deployment that runs them goes through. */
import type { ClassCoverage } from '../../apex/types.ts';
import type { Member } from '../../org/deploy/plan.ts';
import { REQUIRED_COVERAGE, averageWarning } from '../tooling/testResult.ts';
import type { CoverageWarning } from '../tooling/testResult.ts';
import type { TestLevel } from './requests.ts';

const isApex = ({ type, change }: Member): boolean =>
    (type === 'ApexClass' || type === 'ApexTrigger') && change !== 'deleted' && change !== 'missing';

const noun = ({ kind }: ClassCoverage): string => (kind === 'trigger' ? 'Trigger' : 'Class');
/** `44.509%`: as many digits as it needs, three at the most. */
const percentOf = ({ covered, lines }: ClassCoverage): number => Math.floor((covered * 100_000) / lines) / 1000;

const selectedWarning = (one: ClassCoverage, required: number, id: string): CoverageWarning => ({
    id,
    name: one.className,
    namespace: null,
    message: `Test coverage of selected Apex ${noun(one)} is ${percentOf(one)}%, at least ${required}% test coverage is required`
});

/**
 * What the tests of a deployment leave uncovered, each reason for its failure; none where it brings no Apex. With RunSpecifiedTests or RunRelevantTests each
 * class and trigger that is sent needs 75 %; otherwise all code of the org together, and each trigger some.
 * Source: Metadata API Developer Guide, "Running Tests in a Deployment"; wording as the CLI's users report it.
 * @param idOf the Id of a class or trigger by its name
 */
export const missingCoverage = (
    level: TestLevel,
    members: readonly Member[],
    coverage: readonly ClassCoverage[],
    idOf: (name: string) => string
): readonly CoverageWarning[] => {
    const sent = new Set(members.filter(isApex).map(({ fullName }) => fullName.toLowerCase()));
    if (sent.size === 0) return [];
    const countable = coverage.filter(({ lines }) => lines > 0);
    if (level === 'RunSpecifiedTests' || level === 'RunRelevantTests')
        return countable
            .filter((one) => sent.has(one.className.toLowerCase()) && percentOf(one) < REQUIRED_COVERAGE)
            .map((one) => selectedWarning(one, REQUIRED_COVERAGE, idOf(one.className)));
    return [
        ...averageWarning(countable),
        ...countable
            .filter(({ kind, covered }) => kind === 'trigger' && covered === 0)
            .map((one) => selectedWarning(one, 1, idOf(one.className)))
    ];
};

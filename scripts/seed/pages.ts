import type { Connection } from 'jsforce';
import type { Sample } from './sample.ts';

/** A page worth opening, and as whom. */
export interface SamplePage {
    readonly page: string;
    readonly title: string;
    readonly persona: string;
}

const KEY = 'Onboarding_Key__c';

/** The pages a newcomer should open first, one persona each. */
export const samplePages = async (connection: Connection, { personas }: Sample): Promise<SamplePage[]> => {
    const personaWith = (permissionSet: string): string =>
        personas.find((persona) => persona.permissionSet === permissionSet)?.username ?? '';
    const find = async (object: string, condition: Record<string, string>): Promise<string | undefined> => {
        const record = await connection.sobject(object).findOne(condition, ['Id']);
        return record?.Id ? `/lightning/r/${object}/${record.Id}/view` : undefined;
    };
    const pages: [string | undefined, string, string][] = [
        [
            await find('Opportunity', { [KEY]: 'sample:acme-core' }),
            'A won deal: create, complete and submit its handoff',
            personaWith('Onboarding_Seller')
        ],
        [
            '/lightning/n/Handoff_Queue',
            'The queue of submitted handoffs: open one, or accept many at once',
            personaWith('Onboarding_Specialist')
        ],
        [
            await find('Account', { [KEY]: 'sample:globex' }),
            'A submitted handoff: accept it, or return it with reasons',
            personaWith('Onboarding_Specialist')
        ],
        [
            await find('Account', { [KEY]: 'sample:initech' }),
            'A running onboarding: the mutual plan on the account',
            personaWith('Onboarding_Specialist')
        ],
        [
            await find('Onboarding_Plan__c', { 'Account__r.Onboarding_Key__c': 'sample:initech' }),
            'The same plan on its own page',
            personaWith('Onboarding_Leader')
        ]
    ];
    return pages.flatMap(([page, title, persona]) => (page ? [{ page, title, persona }] : []));
};

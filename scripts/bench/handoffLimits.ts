/** What handoffs use of a request's limits, counted in this process: the same for one as for two hundred but for the rows. */
import { type Figure } from './figures.ts';
import { KINDS, openPlanOrg, type Use } from './planOrg.ts';

const PLAYBOOK = `Playbook__c playbook = new Playbook__c(Name = 'bench@1', Key__c = 'bench@1', Family_Key__c = 'bench', Version__c = 1, Track__c = 'Guided', Status__c = 'Draft');
insert as system playbook;
Playbook_Stage__c stage = new Playbook_Stage__c(Name = 'All', Playbook__c = playbook.Id, Key__c = 'bench@1/all', Stage_Key__c = 'all', Sequence__c = 1, Exit_Criteria__c = 'Done');
insert as system stage;
List<Playbook_Item__c> items = new List<Playbook_Item__c>();
for (Integer i = 0; i < 60; i++) {
    items.add(new Playbook_Item__c(Stage__c = stage.Id, Name = 'Item ' + i, Title__c = 'Item ' + i, Key__c = 'bench@1/all/' + i, Item_Key__c = 'item-' + i, Sequence__c = i + 1, Kind__c = 'Task', Side__c = 'Us', Owner_Role__c = 'Onboarding Specialist', Anchor__c = 'Kickoff', Offset_Days__c = i, Duration_Days__c = 1, Is_Gate__c = i == 0));
}
insert as system items;
playbook.Status__c = 'Published';
update as system playbook;`;
const deals = (count: number, prefix: string): string => `Account customer = new Account(Name = '${prefix}');
insert as system customer;
insert as system new List<Stakeholder__c>{
    new Stakeholder__c(Account__c = customer.Id, Name = 'Generated buyer', Role__c = 'Economic Buyer'),
    new Stakeholder__c(Account__c = customer.Id, Name = 'Generated owner', Role__c = 'Technical Owner')
};
List<Opportunity> deals = new List<Opportunity>();
for (Integer i = 0; i < ${count}; i++) {
    deals.add(new Opportunity(Name = '${prefix} ' + i, AccountId = customer.Id, StageName = 'Prospecting', CloseDate = Date.today(), Amount = 48000, Description = 'Why'));
}
insert as system deals;`;
const idsOf = (prefix: string, select: string): string =>
    `[SELECT Id, ${select} FROM Handoff__c WHERE Account__r.Name = '${prefix}' WITH SYSTEM_MODE ORDER BY Name]`;
const steps = (prefix: string): readonly (readonly [string, string])[] => [
    [
        'closed won, each with its draft and task',
        `List<Opportunity> won = [SELECT Id FROM Opportunity WHERE Account.Name = '${prefix}' WITH SYSTEM_MODE];
for (Opportunity deal : won) { deal.StageName = 'Closed Won'; }
update as system won;`
    ],
    [
        'opened and filled (CreateHandoffAction)',
        `List<CreateHandoffAction.Request> requests = new List<CreateHandoffAction.Request>();
for (Handoff__c one : ${idsOf(prefix, 'Opportunity__c')}) { CreateHandoffAction.Request request = new CreateHandoffAction.Request(); request.opportunityId = one.Opportunity__c; requests.add(request); }
CreateHandoffAction.run(requests);`
    ],
    [
        'submitted (SubmitHandoffAction)',
        `List<Handoff__c> rows = ${idsOf(prefix, 'Status__c')};
List<SubmitHandoffAction.Request> requests = new List<SubmitHandoffAction.Request>();
for (Handoff__c one : rows) { SubmitHandoffAction.Request request = new SubmitHandoffAction.Request(); request.handoffId = one.Id; requests.add(request); }
for (SubmitHandoffAction.Response response : SubmitHandoffAction.run(requests)) { System.assertEquals('', response.error); }`
    ],
    [
        'accepted, plans of 60 items (AcceptHandoffAction)',
        `List<AcceptHandoffAction.Request> requests = new List<AcceptHandoffAction.Request>();
for (Handoff__c one : ${idsOf(prefix, 'Status__c')}) { AcceptHandoffAction.Request request = new AcceptHandoffAction.Request(); request.handoffId = one.Id; request.playbookKey = 'bench@1'; requests.add(request); }
AcceptHandoffAction.run(requests);`
    ]
];
const completion = (prefix: string): string => `List<Handoff__c> rows = ${idsOf(prefix, 'Status__c')};
List<Handoff_Item__c> items = new List<Handoff_Item__c>();
for (Handoff__c one : rows) { one.First_Value__c = 'Live'; one.Why_Bought__c = 'Why'; items.add(new Handoff_Item__c(Handoff__c = one.Id, Kind__c = 'Outcome', Text__c = 'Live')); }
update as system rows;
insert as system items;`;

const line = ({ used, max, ms }: Use): string =>
    `${KINDS.filter((kind) => kind !== 'statements')
        .map((kind) => `${kind} ${used[kind].toLocaleString('en')}/${max[kind].toLocaleString('en')}`)
        .join(', ')}, ${Math.round(ms)} ms`;

/** The way of one and of many handoffs, step by step, each in a request of its own. */
export const useOfHandoffs = async (): Promise<Figure[]> => {
    const org = await openPlanOrg();
    try {
        org.run(PLAYBOOK);
        const figures: Figure[] = [];
        for (const count of [1, 50, 200]) {
            const prefix = `Bench ${count}`;
            org.run(deals(count, prefix));
            for (const [index, [what, body]] of steps(prefix).entries()) {
                if (index === 2) org.run(completion(prefix));
                figures.push({
                    what: `${count} ${what}`,
                    measured: line(org.run(body)),
                    goal: 'statements as for one'
                });
            }
            org.runJobs();
        }
        return figures;
    } finally {
        org.close();
    }
};

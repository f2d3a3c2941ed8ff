/** What plans cost: instantiation, a shift of a large plan, and how the schedule grows with its size. */
import { type Figure } from './figures.ts';
import { KINDS, openPlanOrg, type Kind, type PlanOrg, type Use } from './planOrg.ts';

const SMALL = 60;
const LARGE = 1_000;
/** A plan's share of what one transaction may use; rows are what a plan is made of, and take what they take. */
const SHARE = 5;
const WORDS: Readonly<Record<Kind, string>> = {
    queries: 'SOQL',
    queryRows: 'rows read',
    dmlStatements: 'DML statements',
    dmlRows: 'DML rows',
    statements: 'Apex statements'
};

/** A published playbook of so many items in five stages, each item behind the third and the seventh before it. */
const playbook = (key: string, items: number): string => `
Playbook__c book = new Playbook__c(Name = '${key}', Key__c = '${key}', Family_Key__c = '${key.split('@')[0] ?? key}',
    Version__c = 1, Track__c = 'Guided', Status__c = 'Draft');
insert as system book;
List<Playbook_Stage__c> stages = new List<Playbook_Stage__c>();
for (Integer i = 0; i < 5; i++) {
    stages.add(new Playbook_Stage__c(Name = 'Stage ' + i, Playbook__c = book.Id, Key__c = '${key}/' + i, Stage_Key__c = 's' + i, Sequence__c = i + 1));
}
insert as system stages;
List<Playbook_Item__c> items = new List<Playbook_Item__c>();
for (Integer i = 0; i < ${items}; i++) {
    items.add(new Playbook_Item__c(Stage__c = stages[i * 5 / ${items}].Id, Key__c = '${key}/' + i, Item_Key__c = 'item-' + i,
        Name = 'Item ' + i, Title__c = 'Item ' + i, Kind__c = 'Task', Side__c = Math.mod(i, 3) == 0 ? 'Customer' : 'Us',
        Owner_Role__c = 'Onboarding Specialist', Anchor__c = 'Kickoff', Offset_Days__c = i / 10, Duration_Days__c = 1,
        Sequence__c = i, Is_Gate__c = Math.mod(i, 20) == 0, Stamps__c = i == ${items} - 1 ? 'Go-Live' : null));
}
insert as system items;
List<Playbook_Dependency__c> links = new List<Playbook_Dependency__c>();
for (Integer i = 0; i < ${items}; i++) {
    for (Integer back : new List<Integer>{ 3, 7 }) {
        if (i >= back) {
            links.add(new Playbook_Dependency__c(Playbook__c = book.Id, Key__c = '${key}/' + (i - back) + '>' + i,
                Predecessor__c = items[i - back].Id, Successor__c = items[i].Id));
        }
    }
}
insert as system links;
update as system new Playbook__c(Id = book.Id, Status__c = 'Published');`;

const start = (key: string, plans: number, name: string): string => `
Account home = [SELECT Id FROM Account WHERE Name = 'Bench' LIMIT 1];
List<StartPlanAction.Request> requests = new List<StartPlanAction.Request>();
for (Integer i = 0; i < ${plans}; i++) {
    StartPlanAction.Request request = new StartPlanAction.Request();
    request.accountId = home.Id;
    request.playbookKey = '${key}';
    request.contractSigned = Date.today().addDays(-10);
    request.requestKey = '${name}-' + i;
    requests.add(request);
}
StartPlanAction.run(requests);`;

const shift = (name: string, days: number): string => `
Onboarding_Item__c first = [SELECT Id, Due_Date__c FROM Onboarding_Item__c
    WHERE Item_Key__c = 'item-0' AND Stage__r.Plan__r.Request_Key__c = '${name}-0' LIMIT 1];
ShiftItemAction.Request request = new ShiftItemAction.Request();
request.itemId = first.Id;
request.newDue = first.Due_Date__c.addDays(${days});
ShiftItemAction.run(new List<ShiftItemAction.Request>{ request });`;

const complete = (name: string): string => `
Onboarding_Item__c one = [SELECT Id FROM Onboarding_Item__c
    WHERE Item_Key__c = 'item-500' AND Stage__r.Plan__r.Request_Key__c = '${name}-0' LIMIT 1];
CompleteItemAction.Request request = new CompleteItemAction.Request();
request.itemId = one.Id;
CompleteItemAction.run(new List<CompleteItemAction.Request>{ request });`;

/** The schedule alone, as the engine's own test has it. */
const schedule = (items: number): string => `
ScheduleFacts facts = new ScheduleFacts();
facts.today = Date.newInstance(2026, 5, 4);
for (Integer i = 0; i < ${items}; i++) {
    ScheduleFacts.Item item = new ScheduleFacts.Item();
    item.key = String.valueOf(i);
    item.title = item.key;
    item.status = 'Not Started';
    item.startDate = facts.today;
    item.dueDate = facts.today.addDays(Math.mod(i, 3));
    item.isGoLive = i == ${items} - 1;
    facts.items.add(item);
    for (Integer back : new List<Integer>{ 3, 7 }) {
        if (i >= back) {
            facts.dependencies.add(ScheduleFacts.dependencyOf(String.valueOf(i - back), item.key, null, null));
        }
    }
}
Integer before = Limits.getCpuTime();
ScheduleEngine.compute(facts);`;
/** The same without the engine: what making the facts costs. */
const facts = (items: number): string => schedule(items).replace('ScheduleEngine.compute(facts);', '');

const shown = (count: number): string => count.toLocaleString('en');
const line = (what: string, { used, max, ms }: Use, isHeld: boolean): Figure => {
    const over = KINDS.filter((kind) => kind !== 'dmlRows' && used[kind] * SHARE > max[kind]);
    return {
        what,
        measured: `${KINDS.map((kind) => `${shown(used[kind])} ${WORDS[kind]}`).join(' · ')} · ${Math.round(ms)} ms`,
        goal: isHeld ? (over.length === 0 ? 'under a fifth of each limit: held' : `MISSED: ${over.join(', ')}`) : ''
    };
};

const plansOf = (org: PlanOrg): Figure[] => {
    org.run(playbook('small@1', SMALL));
    org.run(playbook('large@1', LARGE));
    org.run(playbook('middle@1', 300));
    org.run(`insert as system new Account(Name = 'Bench');`);
    // What is measured is warm: compiled by the machine, caches of metadata filled.
    org.run(start('small@1', 2, 'warm'));
    return [
        line('1 plan of 60 items', org.run(start('small@1', 1, 'one')), true),
        line('10 plans of 60 items in one call', org.run(start('small@1', 10, 'ten')), false),
        line('50 plans of 60 items in one call', org.run(start('small@1', 50, 'fifty')), false),
        line('1 plan of 300 items', org.run(start('middle@1', 1, 'middle')), true),
        line('1 plan of 1,000 items', org.run(start('large@1', 1, 'large')), true),
        line('3 plans of 1,000 items in one call', org.run(start('large@1', 3, 'three')), false),
        line('Shift of the first item of 1,000: all behind it move', org.run(shift('large', 14)), true),
        line('Completing one item of 1,000', org.run(complete('large')), true)
    ];
};

const manyOf = (org: PlanOrg): Figure => {
    const { used } = org.run(start('small@1', 200, 'many'));
    const jobs = org.runJobs();
    org.run(
        `System.assertEquals(200, [SELECT COUNT() FROM Onboarding_Plan__c WHERE Request_Key__c LIKE 'many-%' AND Item_Count__c = ${SMALL}]);`
    );
    return {
        what: '200 plans of 60 items in one call',
        measured: `${shown(used.dmlRows)} DML rows at once, the rest in ${jobs} jobs; 200 whole plans`,
        goal: 'none half done: held'
    };
};

const growthOf = (org: PlanOrg): Figure[] => {
    const sizes = [100, 300, 1_000, 3_000, 5_000];
    org.run(schedule(300));
    const cost = sizes.map((size) => {
        const [without, whole] = [facts(size), schedule(size)].map((body) => {
            const runs = [1, 2, 3].map(() => org.run(body));
            return { statements: runs[0]?.used.statements ?? 0, ms: Math.min(...runs.map(({ ms }) => ms)) };
        });
        return {
            size,
            statements: (whole?.statements ?? 0) - (without?.statements ?? 0),
            ms: (whole?.ms ?? 0) - (without?.ms ?? 0)
        };
    });
    return cost.map(({ size, statements, ms }) => ({
        what: `Schedule of ${shown(size)} items, ${shown(size * 2)} dependencies`,
        measured: `${shown(statements)} statements (${(statements / size).toFixed(0)} an item) · ${Math.round(ms)} ms`,
        goal: size === 1_000 ? 'under 150,000 and 300 ms' : 'as many an item at every size'
    }));
};

/** `npm run bench -- plans` */
export const measurePlans = async (): Promise<Figure[]> => {
    const org = await openPlanOrg();
    try {
        return [...plansOf(org), manyOf(org), ...growthOf(org)];
    } finally {
        org.close();
    }
};

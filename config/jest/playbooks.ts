/** Playbooks as the controller gives them, for component tests. */

export const playbookItem = (changes: Partial<Gangway.PlaybookItem> = {}): Gangway.PlaybookItem => ({
    id: 'item-1',
    title: 'Kickoff meeting',
    kind: 'Meeting',
    side: 'Us',
    ownerRole: 'Onboarding Specialist',
    description: 'Sixty minutes',
    anchor: 'Kickoff',
    offsetDays: 0,
    durationDays: 1,
    isGate: false,
    isCustomerVisible: true,
    stamps: null,
    conditions: [],
    accountable: 'Customer Success',
    responsible: ['Customer Success'],
    consulted: [],
    informed: [],
    follows: [],
    ...changes
});

export const playbookStage = (changes: Partial<Gangway.PlaybookStage> = {}): Gangway.PlaybookStage => ({
    id: 'stage-1',
    name: 'Kickoff',
    entryCriteria: 'The handoff is accepted.',
    exitCriteria: 'Both sides know the dates.',
    conditions: [],
    items: [playbookItem()],
    ...changes
});

export const playbookOutline = (changes: Partial<Gangway.PlaybookOutline> = {}): Gangway.PlaybookOutline => ({
    id: 'playbook-2',
    name: 'Guided onboarding',
    key: 'guided@2',
    status: 'Published',
    track: 'Guided',
    products: null,
    description: 'For the middle',
    stagesMayOverlap: false,
    itemCount: 1,
    gateCount: 0,
    stages: [playbookStage()],
    versions: [
        { id: 'playbook-2', key: 'guided@2', version: 2, status: 'Published', itemCount: 1 },
        { id: 'playbook-1', key: 'guided@1', version: 1, status: 'Retired', itemCount: 1 }
    ],
    problems: [],
    hints: [],
    mayEdit: true,
    mayPublish: true,
    ...changes
});

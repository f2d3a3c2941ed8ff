/** Plans and handoffs as the controllers give them, for component tests. */

export const item = (changes: Partial<Gangway.PlanItem> = {}): Gangway.PlanItem => ({
    id: 'item-1',
    title: 'Admin training',
    kind: 'Training',
    status: 'Not Started',
    side: 'Customer',
    ownerRole: 'Project Lead',
    ownerName: 'Ana Ruiz',
    ownerResolved: true,
    startDate: '2026-06-04',
    dueDate: '2026-06-05',
    daysLate: -2,
    isGate: false,
    agreeDate: false,
    waitingOn: null,
    waitingReason: null,
    waitingDays: null,
    happenedOn: null,
    waiverReason: null,
    description: null,
    accountable: null,
    responsible: [],
    consulted: [],
    informed: [],
    isLocked: false,
    isCritical: false,
    isMine: false,
    ownerHasLeft: false,
    isCustomerVisible: true,
    isOwn: false,
    follows: [],
    mayEdit: true,
    ...changes
});

export const stage = (changes: Partial<Gangway.PlanStage> = {}): Gangway.PlanStage => ({
    id: 'stage-1',
    name: 'Training',
    sequence: 3,
    status: 'In Progress',
    entryCriteria: null,
    exitCriteria: 'Admins can work alone',
    total: 2,
    done: 1,
    openGates: 1,
    passedOn: null,
    items: [
        item(),
        item({
            id: 'item-2',
            title: 'Training data loaded',
            status: 'Done',
            side: 'Us',
            isGate: true,
            happenedOn: '2026-06-02',
            daysLate: null
        })
    ],
    blockers: [{ itemId: 'item-1', pattern: '“Admin training” is a gate and still open.', day: null }],
    isCustomerVisible: true,
    ...changes
});

export const summary = (changes: Partial<Gangway.PlanSummary> = {}): Gangway.PlanSummary => ({
    id: 'plan-1',
    name: 'Acme onboarding',
    accountId: 'account-1',
    accountName: 'Acme',
    opportunityId: 'opportunity-1',
    status: 'Active',
    track: 'Guided',
    playbookKey: 'guided@1',
    ownerName: 'Jo Lindqvist',
    health: 'At Risk',
    healthReason: 'One of four items due so far is late.',
    total: 4,
    done: 1,
    waived: 1,
    overdue: 1,
    contractSigned: '2026-05-01',
    kickoffDate: '2026-05-04',
    forecastGoLive: '2026-06-17',
    committedGoLive: '2026-06-14',
    nextItemTitle: 'Admin training',
    nextItemDue: '2026-06-05',
    nextItemSide: 'Customer',
    currentStage: 'Training',
    waitedOnUs: 1,
    waitedOnCustomer: 6,
    waitedOnThirdParty: 0,
    daysOnHold: 0,
    ...changes
});

export const plan = (changes: Partial<Gangway.PlanView> = {}): Gangway.PlanView => ({
    summary: summary(),
    stages: [
        stage({
            id: 'stage-0',
            name: 'Kickoff',
            status: 'Passed',
            passedOn: '2026-05-20',
            openGates: 0,
            blockers: [],
            items: []
        }),
        stage()
    ],
    criteria: [
        {
            id: 'criterion-1',
            name: 'Finance closes May in two days',
            measure: 'Days to close',
            target: '2',
            status: 'Proposed',
            isFirstValue: true,
            happenedOn: null
        }
    ],
    mayEdit: true,
    mayRun: true,
    mayAdd: true,
    mayWaive: false,
    mayCorrect: false,
    mayCopy: true,
    conflicts: [],
    stamps: [{ what: 'Kickoff held', label: 'Kickoff held', day: '2026-05-04', isCorrected: false }],
    obstacles: [],
    today: '2026-06-03',
    ...changes
});

export const handoff = (changes: Partial<Gangway.HandoffView> = {}): Gangway.HandoffView => ({
    id: 'handoff-1',
    name: 'H-0001',
    status: 'Draft',
    accountId: 'account-1',
    accountName: 'Acme',
    opportunityId: 'opportunity-1',
    opportunityName: 'Acme · Core',
    ownerName: 'Alex Moreno',
    whyBought: 'Replace three spreadsheets',
    firstValue: null,
    contractDate: '2026-05-01',
    kickoffDate: null,
    annualValue: 48000,
    currencyCode: 'USD',
    track: 'Guided',
    trackReason: '48,000 a year',
    competitors: null,
    nextStep: null,
    items: [
        {
            id: 'p1',
            kind: 'Promise',
            text: 'Single sign-on by May',
            detail: 'Head of IT',
            dueDate: '2026-05-01',
            certainty: null,
            source: 'Order form',
            isFirstValue: false
        },
        {
            id: 'o1',
            kind: 'Outcome',
            text: 'Close in two days',
            detail: 'Days',
            dueDate: null,
            certainty: null,
            source: null,
            isFirstValue: true
        }
    ],
    people: [
        { id: 's1', contactId: 'c1', name: 'Ana Ruiz', title: 'CFO', role: 'Economic Buyer', isPlaceholder: false }
    ],
    completeness: {
        met: 1,
        total: 2,
        requirements: [
            { key: 'why', label: 'Why they bought', section: 'why', met: true, hint: '' },
            {
                key: 'technical',
                label: 'Technical owner',
                section: 'people',
                met: false,
                hint: 'Name a technical owner'
            }
        ]
    },
    submittedAt: null,
    submittedBy: null,
    decidedAt: null,
    decidedBy: null,
    hoursToDecide: null,
    returnReasons: null,
    returnReasonList: [],
    qualityScore: null,
    qualityComment: null,
    needsFilling: false,
    introductionCall: null,
    revision: 3,
    savedAt: '2026-06-03T08:42:00.000Z',
    notVisible: [],
    mayEdit: true,
    maySubmit: false,
    whyNotSubmit: '',
    mayDecide: false,
    mayCancel: true,
    cancelReason: null,
    isWon: true,
    planId: null,
    ...changes
});

/** What really travels: Apex leaves out members that are null. */
export const asSent = <Value>(value: Value): Value =>
    JSON.parse(JSON.stringify(value, (_key, member: unknown) => member ?? undefined)) as Value;

/** Lets promises and renderings that are under way finish. */
export const settle = async (): Promise<void> => {
    for (let round = 0; round < 6; round++) await Promise.resolve();
};

/** A mock that hears the details of an event. */
export const listen = (element: EventTarget, name: string): jest.Mock<undefined, [unknown]> => {
    const heard = jest.fn<undefined, [unknown]>();
    element.addEventListener(name, (event) => {
        heard((event as CustomEvent<unknown>).detail);
    });
    return heard;
};

/** People and maps as `StakeholderMapController` gives them. */
export const person = (changes: Partial<Gangway.MapPerson> = {}): Gangway.MapPerson => ({
    id: 'ana',
    name: 'Ana Ruiz',
    title: 'Chief financial officer',
    email: 'ana.ruiz@acme.example',
    contactId: 'contact-ana',
    userId: null,
    isPlaceholder: false,
    side: 'Customer',
    organisation: null,
    unit: 'Finance',
    reportsToId: null,
    role: 'Economic Buyer',
    otherRoles: [],
    status: 'Active',
    attitude: 'Supporter',
    attitudeTrend: 'Up',
    influence: 5,
    coverage: 'Warm',
    coveredById: 'user-jo',
    coveredByName: 'Jo Lindqvist',
    lastContactOn: '2026-06-01',
    lastContactSource: 'Spoke',
    daysSilent: 2,
    openItems: 3,
    notice: null,
    ...changes
});

export const link = (changes: Partial<Gangway.MapLink> = {}): Gangway.MapLink => ({
    id: 'link-1',
    fromId: 'ana',
    toId: 'ben',
    kind: 'Influence',
    strength: 4,
    note: null,
    ...changes
});

export const mapView = (changes: Partial<Gangway.MapView> = {}): Gangway.MapView => ({
    accountId: 'account-1',
    accountName: 'Acme',
    track: 'Guided',
    people: [
        person(),
        person({
            id: 'ben',
            name: 'Ben Okafor',
            title: 'Head of finance systems',
            unit: 'IT',
            reportsToId: 'ana',
            role: 'Technical Owner',
            attitude: 'Sceptic',
            attitudeTrend: 'Down',
            influence: 3,
            coverage: 'Occasional',
            coveredById: null,
            coveredByName: null,
            daysSilent: 20
        }),
        person({
            id: 'mia',
            name: 'Mia Lind',
            title: null,
            contactId: null,
            isPlaceholder: true,
            unit: null,
            reportsToId: 'ana',
            role: null,
            attitude: null,
            attitudeTrend: null,
            influence: null,
            coverage: null,
            coveredById: null,
            coveredByName: null,
            lastContactOn: null,
            lastContactSource: null,
            daysSilent: null,
            openItems: 0
        })
    ],
    links: [link()],
    coverage: {
        met: 1,
        total: 2,
        rules: [
            { key: 'sponsor', label: 'Senior sponsor', met: false, explanation: 'Nobody is sponsor.', personIds: [] },
            { key: 'warm', label: 'Two warm', met: true, explanation: 'Ana Ruiz is warm.', personIds: ['ana'] }
        ]
    },
    gaps: [
        {
            key: 'silent:ben',
            severity: 'High',
            text: 'Ben Okafor was silent for 20 days.',
            actionLabel: 'Spoke today',
            action: 'Spoke Today',
            personId: 'ben',
            role: null
        }
    ],
    mayEdit: true,
    seesSentiment: true,
    today: '2026-06-03',
    ...changes
});

/** The server's answer to a change of people or lines; coverage and gaps as they were. */
export const mapChange = (changes: Partial<Gangway.MapChange> = {}): Gangway.MapChange => ({
    people: [],
    removedPersonIds: [],
    links: [],
    removedLinkIds: [],
    coverage: mapView().coverage,
    gaps: mapView().gaps,
    ...changes
});

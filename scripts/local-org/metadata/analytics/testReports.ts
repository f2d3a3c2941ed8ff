/** For tests: a project with report types, reports and a dashboard over trips and their costs. */
import { xml } from '../testProject.ts';

const TRIP = 'force-app/main/objects/Trip__c';
const COST = 'force-app/main/objects/Cost__c';
const field = (name: string, body: string): string =>
    xml(
        'CustomField',
        `<fullName>${name}</fullName><label>${name.replace('__c', '').replace('_', ' ')}</label>${body}`
    );
const object = (label: string, sharing: string): string =>
    xml(
        'CustomObject',
        `<deploymentStatus>Deployed</deploymentStatus><enableReports>true</enableReports><label>${label}</label><nameField><label>${label}</label><type>Text</type></nameField><pluralLabel>${label}s</pluralLabel><sharingModel>${sharing}</sharingModel>`
    );
const column = (table: string, name: string): string =>
    `<columns><checkedByDefault>true</checkedByDefault><field>${name}</field><table>${table}</table></columns>`;
export const reportColumn = (token: string, ...aggregates: string[]): string =>
    `<columns>${aggregates.map((one) => `<aggregateTypes>${one}</aggregateTypes>`).join('')}<field>${token}</field></columns>`;
export const grouping = (kind: 'Down' | 'Across', token: string, more = '', order = 'Asc'): string =>
    `<groupings${kind}>${more.includes('dateGranularity') ? more : `<dateGranularity>Day</dateGranularity>${more}`}<field>${token}</field><sortOrder>${order}</sortOrder></groupings${kind}>`;
export const criterion = (token: string, operator: string, value: string): string =>
    `<criteriaItems><column>${token}</column><columnToColumn>false</columnToColumn><isUnlocked>true</isUnlocked><operator>${operator}</operator><value>${value}</value></criteriaItems>`;
/** A report document; elements in the order that the test gives. */
export const reportXml = (format: string, type: string, body: string): string =>
    xml('Report', `${body}<format>${format}</format><name>A report</name><reportType>${type}</reportType>`);

const rights = (name: string): string =>
    `<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${name}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;
const grant = (name: string): string =>
    `<fieldPermissions><editable>true</editable><field>${name}</field><readable>true</readable></fieldPermissions>`;

export const REPORT_TYPE = xml(
    'ReportType',
    `<baseObject>Trip__c</baseObject><category>other</category><deployed>true</deployed><join><outerJoin>true</outerJoin><relationship>Costs__r</relationship></join><label>Trips with or without costs</label><sections>${[
        'Name',
        'Kind__c',
        'Started__c',
        'Owner',
        'Account__c',
        'Account__c.Industry',
        'CreatedDate',
        'Done__c'
    ]
        .map((name) => column('Trip__c', name))
        .join(
            ''
        )}${column('Trip__c.Costs__r', 'Name')}${column('Trip__c.Costs__r', 'Amount__c')}${column('Trip__c.Costs__r', 'Secret__c')}<masterLabel>Trips</masterLabel></sections>`
);

export const ANALYTICS_FILES: Readonly<Record<string, string>> = {
    [`${TRIP}/Trip__c.object-meta.xml`]: object('Trip', 'Private'),
    [`${TRIP}/fields/Kind__c.field-meta.xml`]: field(
        'Kind__c',
        '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>Visit</fullName><default>false</default><label>A visit</label></value><value><fullName>Fair</fullName><default>false</default><label>A fair</label></value></valueSetDefinition></valueSet>'
    ),
    [`${TRIP}/fields/Started__c.field-meta.xml`]: field('Started__c', '<type>Date</type>'),
    [`${TRIP}/fields/Done__c.field-meta.xml`]: field(
        'Done__c',
        '<type>Checkbox</type><defaultValue>false</defaultValue>'
    ),
    [`${TRIP}/fields/Account__c.field-meta.xml`]: field(
        'Account__c',
        '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Trips</relationshipName><deleteConstraint>SetNull</deleteConstraint>'
    ),
    [`${COST}/Cost__c.object-meta.xml`]: object('Cost', 'ControlledByParent'),
    [`${COST}/fields/Amount__c.field-meta.xml`]: field(
        'Amount__c',
        '<type>Currency</type><precision>12</precision><scale>2</scale>'
    ),
    [`${COST}/fields/Secret__c.field-meta.xml`]: field('Secret__c', '<type>Text</type><length>40</length>'),
    [`${COST}/fields/Trip__c.field-meta.xml`]: field(
        'Trip__c',
        '<type>MasterDetail</type><referenceTo>Trip__c</referenceTo><relationshipName>Costs</relationshipName>'
    ),
    'force-app/main/reportTypes/Trips.reportType-meta.xml': REPORT_TYPE,
    'force-app/main/reports/Travel.reportFolder-meta.xml': xml(
        'ReportFolder',
        '<folderShares><accessLevel>View</accessLevel><sharedTo>AllInternalUsers</sharedTo><sharedToType>Organization</sharedToType></folderShares><name>Travel</name>'
    ),
    'force-app/main/reports/Hidden.reportFolder-meta.xml': xml('ReportFolder', '<name>Hidden</name>'),
    'force-app/main/reports/Hidden/Private.report-meta.xml': reportXml(
        'Tabular',
        'CustomEntity$Trip__c',
        reportColumn('CUST_NAME')
    ),
    'force-app/main/reports/Travel/Costs_by_kind.report-meta.xml': reportXml(
        'Summary',
        'Trips__c',
        `<aggregates><calculatedFormula>Trip__c.Costs__r$Amount__c:SUM / Trip__c$Name:UNIQUE</calculatedFormula><datatype>currency</datatype><developerName>FORMULA1</developerName><isActive>true</isActive><masterLabel>Cost of a trip</masterLabel><scale>2</scale></aggregates>${reportColumn('Trip__c$Name', 'Unique')}${reportColumn('Trip__c.Costs__r$Amount__c', 'Sum', 'Average')}${reportColumn('Trip__c.Costs__r$Secret__c')}${grouping('Down', 'Trip__c$Kind__c')}${grouping('Down', 'Trip__c$Started__c', '<dateGranularity>Month</dateGranularity>', 'Desc')}<chart><chartSummaries><aggregate>Sum</aggregate><axisBinding>y</axisBinding><column>Trip__c.Costs__r$Amount__c</column></chartSummaries><chartType>HorizontalBar</chartType><groupingColumn>Trip__c$Kind__c</groupingColumn></chart>`
    ),
    'force-app/main/reports/Travel/Matrix.report-meta.xml': reportXml(
        'Matrix',
        'Trips__c',
        `${reportColumn('Trip__c.Costs__r$Amount__c', 'Sum')}${grouping('Down', 'Trip__c$Account__c')}${grouping('Across', 'Trip__c$Kind__c')}`
    ),
    'force-app/main/reports/Travel/Open_visits.report-meta.xml': reportXml(
        'Tabular',
        'CustomEntity$Trip__c',
        `${reportColumn('CUST_NAME')}${reportColumn('Trip__c.Started__c')}<filter><booleanFilter>1 AND (2 OR 3)</booleanFilter>${criterion('Trip__c.Kind__c', 'equals', 'Visit')}${criterion('Trip__c.Done__c', 'equals', '0')}${criterion('CUST_NAME', 'startsWith', 'Z')}</filter><scope>organization</scope><sortColumn>Trip__c.Started__c</sortColumn><sortOrder>Desc</sortOrder><timeFrameFilter><dateColumn>CUST_CREATED_DATE</dateColumn><interval>INTERVAL_TODAY</interval></timeFrameFilter>`
    ),
    'force-app/main/dashboards/Travel.dashboardFolder-meta.xml': xml(
        'DashboardFolder',
        '<accessType>Public</accessType><name>Travel</name>'
    ),
    'force-app/main/dashboards/Travel/Overview.dashboard-meta.xml': xml(
        'Dashboard',
        `<dashboardGridLayout><dashboardGridComponents><colSpan>6</colSpan><columnIndex>0</columnIndex><dashboardComponent><chartSummary><aggregate>Sum</aggregate><column>Trip__c.Costs__r$Amount__c</column></chartSummary><componentType>Metric</componentType><header>All costs</header><metricLabel>USD</metricLabel><report>Travel/Costs_by_kind</report></dashboardComponent><rowIndex>0</rowIndex><rowSpan>2</rowSpan></dashboardGridComponents><dashboardGridComponents><colSpan>6</colSpan><columnIndex>6</columnIndex><dashboardComponent><componentType>Bar</componentType><header>By kind</header><report>Travel/Costs_by_kind</report></dashboardComponent><rowIndex>0</rowIndex><rowSpan>4</rowSpan></dashboardGridComponents><numberOfColumns>12</numberOfColumns><rowHeight>36</rowHeight></dashboardGridLayout><dashboardType>LoggedInUser</dashboardType><title>Travel overview</title>`
    ),
    'force-app/main/permissionsets/Traveller.permissionset-meta.xml': xml(
        'PermissionSet',
        `<description>Trips.</description>${grant('Cost__c.Amount__c')}${grant('Trip__c.Account__c')}${grant('Trip__c.Done__c')}${grant('Trip__c.Kind__c')}${grant('Trip__c.Started__c')}<hasActivationRequired>false</hasActivationRequired><label>Traveller</label>${rights('Account')}${rights('Cost__c')}${rights('Trip__c')}<userPermissions><enabled>true</enabled><name>RunReports</name></userPermissions>`
    )
};

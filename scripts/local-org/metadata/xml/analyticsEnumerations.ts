/** Enumerations of report types, reports and dashboards, in the form of `enumerations.ts`. Source: Metadata API Developer Guide. */
const words = (text: string): readonly string[] => text.split(/\s+/);

const sortOrder = words('Asc Desc');
const summaries = words('Sum Average Maximum Minimum RowCount Unique Median Noop');
const operations = words(
    'equals notEqual lessThan greaterThan lessOrEqual greaterOrEqual contains notContain startsWith includes excludes within'
);
const folderAccess = words('Shared Public Hidden PublicInternal');

/** Names of time frames. */
export const INTERVALS = words(
    `INTERVAL_CURRENT INTERVAL_CURNEXT1 INTERVAL_CURPREV1 INTERVAL_NEXT1 INTERVAL_PREV1 INTERVAL_CURNEXT3 INTERVAL_CURFY
    INTERVAL_PREVFY INTERVAL_PREV2FY INTERVAL_AGO2FY INTERVAL_NEXTFY INTERVAL_PREVCURFY INTERVAL_PREVCUR2FY INTERVAL_CURNEXTFY
    INTERVAL_CUSTOM INTERVAL_YESTERDAY INTERVAL_TODAY INTERVAL_TOMORROW INTERVAL_LASTWEEK INTERVAL_THISWEEK INTERVAL_NEXTWEEK
    INTERVAL_LASTMONTH INTERVAL_THISMONTH INTERVAL_NEXTMONTH INTERVAL_LASTTHISMONTH INTERVAL_THISNEXTMONTH INTERVAL_CURRENTQ
    INTERVAL_CURNEXTQ INTERVAL_CURPREVQ INTERVAL_NEXTQ INTERVAL_PREVQ INTERVAL_CURNEXT3Q INTERVAL_CURY INTERVAL_PREVY INTERVAL_PREV2Y
    INTERVAL_AGO2Y INTERVAL_NEXTY INTERVAL_PREVCURY INTERVAL_PREVCUR2Y INTERVAL_CURNEXTY INTERVAL_LAST7 INTERVAL_LAST30
    INTERVAL_LAST60 INTERVAL_LAST90 INTERVAL_LAST120 INTERVAL_NEXT7 INTERVAL_NEXT30 INTERVAL_NEXT60 INTERVAL_NEXT90 INTERVAL_NEXT120
    LAST_FISCALWEEK THIS_FISCALWEEK NEXT_FISCALWEEK LAST_FISCALPERIOD THIS_FISCALPERIOD NEXT_FISCALPERIOD LASTTHIS_FISCALPERIOD
    THISNEXT_FISCALPERIOD CURRENT_ENTITLEMENT_PERIOD PREVIOUS_ENTITLEMENT_PERIOD PREVIOUS_TWO_ENTITLEMENT_PERIODS
    TWO_ENTITLEMENT_PERIODS_AGO CURRENT_AND_PREVIOUS_ENTITLEMENT_PERIOD CURRENT_AND_PREVIOUS_TWO_ENTITLEMENT_PERIODS`
);

export const ANALYTICS_ENUMERATIONS: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    'ReportType.category': [
        'ReportTypeCategory',
        words(
            'accounts opportunities forecasts cases leads campaigns activities busop products admin territory territory2 other content usage wdc calibration territory_management quotes individual employee data_cloud commerce flow'
        )
    ],
    'ReportFolder.accessType': ['FolderAccessTypes', folderAccess],
    'DashboardFolder.accessType': ['FolderAccessTypes', folderAccess],
    'EmailFolder.accessType': ['FolderAccessTypes', folderAccess],
    'EmailFolder.publicFolderAccess': ['PublicFolderAccess', words('ReadOnly ReadWrite')],
    'EmailTemplate.style': [
        'EmailTemplateStyle',
        words('none freeForm formalLetter promotionRight promotionLeft newsletter products')
    ],
    'EmailTemplate.type': ['EmailTemplateType', words('text html custom visualforce')],
    'EmailTemplate.uiType': ['EmailTemplateUiType', words('Aloha SFX SFX_Sample')],
    'ReportFolder.publicFolderAccess': ['PublicFolderAccess', words('ReadOnly ReadWrite')],
    'DashboardFolder.publicFolderAccess': ['PublicFolderAccess', words('ReadOnly ReadWrite')],
    'FolderShare.accessLevel': ['FolderShareAccessLevel', words('View EditAllContents Manage')],
    'FolderShare.sharedToType': [
        'FolderSharedToType',
        words(
            'Group Role RoleAndSubordinates RoleAndSubordinatesInternal Organization Territory TerritoryAndSubordinates AllPrmUsers User PartnerUser AllCspUsers CustomerPortalUser PortalRole PortalRoleAndSubordinates ChannelProgramGroup'
        )
    ],
    'Report.format': ['ReportFormat', words('MultiBlock Matrix Summary Tabular')],
    'Report.sortOrder': ['SortOrder', sortOrder],
    'ReportAggregate.datatype': ['ReportAggregateDatatype', words('currency percent number')],
    'ReportColumn.aggregateTypes': ['ReportSummaryType', summaries],
    'ReportGrouping.aggregateType': ['ReportAggrType', summaries],
    'ReportGrouping.dateGranularity': [
        'UserDateGranularity',
        words(
            'None Day Week Month Quarter Year FiscalQuarter FiscalYear MonthInYear DayInMonth FiscalPeriod FiscalWeek'
        )
    ],
    'ReportGrouping.sortOrder': ['SortOrder', sortOrder],
    'ReportGrouping.sortType': ['ReportSortType', words('Column Aggregate CustomSummaryFormula')],
    'ReportFilterItem.operator': ['FilterOperation', operations],
    'ReportTimeFrameFilter.interval': ['UserDateInterval', INTERVALS],
    'ReportChart.chartType': [
        'ChartType',
        words(
            `None Scatter ScatterGrouped Bubble BubbleGrouped HorizontalBar HorizontalBarGrouped HorizontalBarStacked HorizontalBarStackedTo100
            VerticalColumn VerticalColumnGrouped VerticalColumnStacked VerticalColumnStackedTo100 Line LineGrouped LineCumulative
            LineCumulativeGrouped Pie Donut Funnel VerticalColumnLine VerticalColumnGroupedLine VerticalColumnStackedLine Plugin`
        )
    ],
    'ReportChart.location': ['ChartPosition', words('CHART_TOP CHART_BOTTOM')],
    'ReportChart.legendPosition': ['ChartLegendPosition', words('Right Bottom OnChart')],
    'ReportChart.size': ['ReportChartSize', words('Tiny Small Medium Large Huge')],
    'ReportChart.backgroundFadeDir': ['ChartBackgroundDirection', words('TopToBottom LeftToRight Diagonal')],
    'ReportChart.summaryAxisRange': ['ChartRangeType', words('Auto Manual')],
    'ChartSummary.aggregate': ['ReportSummaryType', summaries],
    'ChartSummary.axisBinding': ['ChartAxis', words('x y y2 r')],
    'Dashboard.dashboardType': ['DashboardType', words('SpecifiedUser LoggedInUser MyTeamUser')],
    'Dashboard.backgroundFadeDirection': ['ChartBackgroundDirection', words('TopToBottom LeftToRight Diagonal')],
    'DashboardComponent.componentType': [
        'DashboardComponentType',
        words(
            `Bar BarGrouped BarStacked BarStacked100 Column ColumnGrouped ColumnStacked ColumnStacked100 ColumnLine ColumnLineGrouped
            ColumnLineStacked ColumnLineStacked100 Line LineGrouped LineCumulative LineGroupedCumulative Pie Donut Funnel Scatter ScatterGrouped
            Table Metric Gauge Scontrol VisualforcePage FlexTable`
        )
    ],
    'DashboardComponent.displayUnits': [
        'ChartUnits',
        words('Auto Integer Hundreds Thousands Millions Billions Trillions')
    ],
    'DashboardComponent.sortBy': [
        'DashboardComponentFilter',
        words('RowLabelAscending RowLabelDescending RowValueAscending RowValueDescending')
    ],
    'DashboardComponent.legendPosition': ['ChartLegendPosition', words('Right Bottom OnChart')],
    'DashboardComponent.chartAxisRange': ['ChartRangeType', words('Auto Manual')],
    'DashboardComponentSection.columnSize': ['DashboardComponentSize', words('Narrow Medium Wide')]
};

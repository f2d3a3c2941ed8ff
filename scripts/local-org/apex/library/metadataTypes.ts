import { NotSupported } from '../../model/index.ts';
import { ApexList, type EnumValue, execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, dataType, type DataTypeOptions } from './dataTypes.ts';
import { enumeration } from './enumeration.ts';
import { retrieveMetadata } from './metadataRetrieve.ts';
import { listOf, need, raise } from './support.ts';

/** A kind of metadata: `fullName` and its own properties. */
const component = (name: string, types: Readonly<Record<string, string>>, options: DataTypeOptions = {}): LibraryType =>
    dataType(`Metadata.${name}`, types, { extends: 'Metadata.Metadata', emptyCollections: true, ...options });
const part = (name: string, types: Readonly<Record<string, string>>): LibraryType =>
    dataType(`Metadata.${name}`, types, { emptyCollections: true });

const metadata: LibraryType = {
    ...dataType('Metadata.Metadata', { fullName: 'String' }),
    is: (value) => value instanceof Data && /^Metadata\.(Metadata|CustomMetadata|Layout)$/.test(value.typeName)
};
const container: LibraryType = {
    name: 'Metadata.DeployContainer',
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === 'Metadata.DeployContainer',
    members: {
        'new()': () => new Data('Metadata.DeployContainer', { parts: listOf('Metadata.Metadata', []) }),
        'void addMetadata(Metadata.Metadata part)': (self: Data, added: Data | null) =>
            (self.get('parts') as ApexList).add(need(added)),
        'List<Metadata.Metadata> getMetadata()': (self: Data) => self.get('parts'),
        'Boolean removeMetadata(Metadata.Metadata part)': (self: Data, gone: Data | null) => {
            const parts = self.get('parts') as ApexList;
            const index = parts.items.indexOf(need(gone));
            if (index >= 0) parts.remove(index);
            return index >= 0;
        },
        'Boolean removeMetadataByFullName(String fullName)': (self: Data, name: string | null) => {
            const parts = self.get('parts') as ApexList;
            const index = parts.items.findIndex((one) => (one as Data).get('fullName') === need(name));
            if (index >= 0) parts.remove(index);
            return index >= 0;
        }
    }
};
const callback: LibraryType = {
    name: 'Metadata.DeployCallback',
    kind: 'interface',
    members: {},
    abstractMembers: ['void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context)']
};
const callbackContext: LibraryType = {
    name: 'Metadata.DeployCallbackContext',
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === 'Metadata.DeployCallbackContext',
    members: {
        'new()': () => new Data('Metadata.DeployCallbackContext'),
        'Id getCallbackJobId()': (self: Data) => self.get('callbackJobId')
    }
};
/**
 * A test cannot deploy: code that does is tested by calling its callback. Source: Apex Developer Guide, "Testing Metadata Deployments"; the
 * platform's words, as public tests state them.
 */
const enqueueDeployment = (deployed: Data | null, told: unknown): never => {
    need(deployed);
    if (execution().test) raise('System.AsyncException', 'Metadata cannot be deployed from within a test');
    need(told);
    throw new NotSupported('Metadata.Operations.enqueueDeployment outside of tests');
};
const operations: LibraryType = {
    name: 'Metadata.Operations',
    kind: 'class',
    members: {
        'static Id enqueueDeployment(Metadata.DeployContainer container, Metadata.DeployCallback callback)':
            enqueueDeployment,
        'static List<Metadata.Metadata> retrieve(Metadata.MetadataType type, List<String> fullNames)': (
            type: EnumValue | null,
            names: ApexList | null
        ) => listOf('Metadata.Metadata', retrieveMetadata(need(type).name, need(names).items.map(String)))
    }
};

/** What Apex builds and reads of metadata. Source: Apex Reference Guide, Metadata Namespace. */
export const metadataTypes: readonly LibraryType[] = [
    metadata,
    component('CustomMetadata', {
        description: 'String',
        label: 'String',
        protected_x: 'Boolean',
        values: 'List<Metadata.CustomMetadataValue>'
    }),
    part('CustomMetadataValue', { field: 'String', value: 'Object' }),
    component('Layout', {
        customButtons: 'List<String>',
        emailDefault: 'Boolean',
        excludeButtons: 'List<String>',
        headers: 'List<Object>',
        layoutSections: 'List<Metadata.LayoutSection>',
        multilineLayoutFields: 'List<String>',
        relatedLists: 'List<Metadata.RelatedListItem>',
        relatedObjects: 'List<String>',
        runAssignmentRulesDefault: 'Boolean',
        showEmailCheckbox: 'Boolean',
        showHighlightsPanel: 'Boolean',
        showInteractionLogPanel: 'Boolean',
        showKnowledgeComponent: 'Boolean',
        showRunAssignmentRulesCheckbox: 'Boolean',
        showSolutionSection: 'Boolean',
        showSubmitAndAttachButton: 'Boolean'
    }),
    part('LayoutSection', {
        customLabel: 'Boolean',
        detailHeading: 'Boolean',
        editHeading: 'Boolean',
        label: 'String',
        layoutColumns: 'List<Metadata.LayoutColumn>',
        style: 'Metadata.LayoutSectionStyle'
    }),
    part('LayoutColumn', { layoutItems: 'List<Metadata.LayoutItem>', reserved: 'String' }),
    part('LayoutItem', {
        behavior: 'Metadata.UiBehavior',
        canvas: 'String',
        component: 'String',
        customLink: 'String',
        emptySpace: 'Boolean',
        field: 'String',
        height: 'Integer',
        page_x: 'String',
        scontrol: 'String',
        showLabel: 'Boolean',
        showScrollbars: 'Boolean',
        width: 'String'
    }),
    part('RelatedListItem', {
        customButtons: 'List<String>',
        excludeButtons: 'List<String>',
        fields: 'List<String>',
        relatedList: 'String',
        sortField: 'String',
        sortOrder: 'Metadata.SortOrder'
    }),
    enumeration('Metadata.LayoutSectionStyle', 'CustomLinks OneColumn TwoColumnsLeftToRight TwoColumnsTopToBottom'),
    enumeration('Metadata.UiBehavior', 'Edit Readonly Required'),
    enumeration('Metadata.SortOrder', 'Asc Desc'),
    container,
    callback,
    callbackContext,
    operations,
    part('DeployResult', {
        canceledBy: 'String',
        canceledByName: 'String',
        checkOnly: 'Boolean',
        completedDate: 'Datetime',
        createdBy: 'String',
        createdByName: 'String',
        createdDate: 'Datetime',
        details: 'Metadata.DeployDetails',
        done: 'Boolean',
        errorMessage: 'String',
        errorStatusCode: 'Metadata.StatusCode',
        id: 'Id',
        ignoreWarnings: 'Boolean',
        lastModifiedDate: 'Datetime',
        messages: 'List<Metadata.DeployMessage>',
        numberComponentErrors: 'Integer',
        numberComponentsDeployed: 'Integer',
        numberComponentsTotal: 'Integer',
        rollbackOnError: 'Boolean',
        startDate: 'Datetime',
        stateDetail: 'String',
        status: 'Metadata.DeployStatus',
        success: 'Boolean'
    }),
    part('DeployDetails', {
        componentFailures: 'List<Metadata.DeployMessage>',
        componentSuccesses: 'List<Metadata.DeployMessage>'
    }),
    part('DeployMessage', {
        changed: 'Boolean',
        columnNumber: 'Integer',
        componentType: 'String',
        created: 'Boolean',
        createdDate: 'Datetime',
        deleted: 'Boolean',
        fileName: 'String',
        fullName: 'String',
        id: 'Id',
        lineNumber: 'Integer',
        problem: 'String',
        problemType: 'Metadata.DeployProblemType',
        success: 'Boolean'
    }),
    enumeration('Metadata.DeployStatus', 'Canceled Canceling Failed InProgress Pending Succeeded SucceededPartial'),
    enumeration('Metadata.DeployProblemType', 'Error Info Warning'),
    enumeration('Metadata.MetadataType', 'CustomMetadata Layout')
];

/** Interfaces that code implements for the platform to call, with what it is given: install scripts, e-mail services, process plug-ins. */
import { ApexMap, execution, invoke, isApexObject } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { Data, dataType, getters, setters } from './dataTypes.ts';
import { enumeration } from './enumeration.ts';
import { quietQuery } from './quietQuery.ts';
import { mapOf, need } from './support.ts';
import { PackageVersion } from './versions.ts';

/** An interface with these methods; library code calls a user's object through them. */
const contract = (name: string, ...signatures: readonly string[]): LibraryType => ({
    name,
    kind: 'interface',
    members: Object.fromEntries(
        signatures.map((signature) => {
            const method = /(\w+)\(/.exec(signature)?.[1] ?? '';
            return [signature, (self: unknown, ...values: readonly unknown[]) => invoke(self, method, ...values)];
        })
    ),
    abstractMembers: signatures
});
/** An interface whose instances the platform makes, and code may implement for its tests. */
const given = (name: string, types: Readonly<Record<string, string>>): LibraryType => {
    const signatures = Object.entries(types).map(([method, type]) => `${type} ${method}()`);
    return {
        name,
        kind: 'interface',
        is: (value) => value instanceof Data && value.typeName === name,
        members: Object.fromEntries(
            signatures.map((signature, index) => {
                const method = Object.keys(types)[index] ?? '';
                return [
                    signature,
                    (self: unknown) => (isApexObject(self) ? invoke(self, method) : (self as Data).get(method))
                ];
            })
        ),
        abstractMembers: signatures
    };
};

const organizationId = (): unknown => quietQuery('SELECT Id FROM Organization LIMIT 1')[0]?.id ?? null;
/** Test.testInstall. */
export const testInstall = (
    handler: unknown,
    previous: PackageVersion | null,
    isPush = false,
    isUpgrade = previous !== null
): null => {
    const context = new Data('System.InstallContext', {
        installerId: execution().tx.user.userId,
        isPush: need(isPush),
        isUpgrade: need(isUpgrade),
        organizationId: organizationId(),
        previousVersion: previous
    });
    invoke(need(handler), 'onInstall', context);
    return null;
};
/** Test.testUninstall. */
export const testUninstall = (handler: unknown): null => {
    const context = new Data('System.UninstallContext', {
        organizationId: organizationId(),
        uninstallerId: execution().tx.user.userId
    });
    invoke(need(handler), 'onUninstall', context);
    return null;
};
/** Test.testSandboxPostCopyScript. */
export const testSandboxPostCopy = (
    handler: unknown,
    organization: string | null,
    sandbox: string | null,
    name: string | null
): null => {
    const context = new Data('System.SandboxContext', {
        organizationId: organization,
        sandboxId: sandbox,
        sandboxName: name
    });
    invoke(need(handler), 'runApexClass', context);
    return null;
};
const install: readonly LibraryType[] = [
    contract('System.InstallHandler', 'void onInstall(System.InstallContext context)'),
    contract('System.UninstallHandler', 'void onUninstall(System.UninstallContext context)'),
    contract('System.SandboxPostCopy', 'void runApexClass(System.SandboxContext context)'),
    given('System.InstallContext', {
        installerId: 'Id',
        isPush: 'Boolean',
        isUpgrade: 'Boolean',
        organizationId: 'Id',
        previousVersion: 'System.Version'
    }),
    given('System.UninstallContext', { organizationId: 'Id', uninstallerId: 'Id' }),
    given('System.SandboxContext', { organizationId: 'Id', sandboxId: 'Id', sandboxName: 'String' })
];

const inboundEmail: readonly LibraryType[] = [
    contract(
        'Messaging.InboundEmailHandler',
        'Messaging.InboundEmailResult handleInboundEmail(Messaging.InboundEmail email, Messaging.InboundEnvelope envelope)'
    ),
    dataType('Messaging.InboundEmail', {
        binaryAttachments: 'List<Messaging.InboundEmail.BinaryAttachment>',
        ccAddresses: 'List<String>',
        fromAddress: 'String',
        fromName: 'String',
        headers: 'List<Messaging.InboundEmail.Header>',
        htmlBody: 'String',
        htmlBodyIsTruncated: 'Boolean',
        inReplyTo: 'String',
        messageId: 'String',
        plainTextBody: 'String',
        plainTextBodyIsTruncated: 'Boolean',
        references: 'List<String>',
        replyTo: 'String',
        subject: 'String',
        textAttachments: 'List<Messaging.InboundEmail.TextAttachment>',
        toAddresses: 'List<String>'
    }),
    dataType('Messaging.InboundEmail.BinaryAttachment', {
        body: 'Blob',
        fileName: 'String',
        headers: 'List<Messaging.InboundEmail.Header>',
        mimeTypeSubType: 'String'
    }),
    dataType('Messaging.InboundEmail.TextAttachment', {
        body: 'String',
        bodyIsTruncated: 'Boolean',
        charset: 'String',
        fileName: 'String',
        headers: 'List<Messaging.InboundEmail.Header>',
        mimeTypeSubType: 'String'
    }),
    dataType('Messaging.InboundEmail.Header', { name: 'String', value: 'String' }),
    dataType('Messaging.InboundEnvelope', { fromAddress: 'String', toAddress: 'String' }),
    dataType('Messaging.InboundEmailResult', { message: 'String', success: 'Boolean' })
];

const PARAMETER_TYPE = enumeration(
    'Process.PluginDescribeResult.ParameterType',
    'BOOLEAN DATE DATETIME DECIMAL DOUBLE FLOAT ID INTEGER LONG STRING TIME'
);
const parameter = (
    name: string,
    typed: Readonly<Record<string, string>>,
    constructors: readonly string[]
): LibraryType =>
    dataType(`Process.PluginDescribeResult.${name}`, typed, {
        closed: true,
        more: Object.fromEntries(
            constructors.map((signature) => {
                const names = [...signature.matchAll(/(\w+)[,)]/g)].map(([, each]) => each ?? '');
                return [
                    signature,
                    (...values: readonly unknown[]) =>
                        new Data(
                            `Process.PluginDescribeResult.${name}`,
                            Object.fromEntries(names.map((each, index) => [each, values[index]]))
                        )
                ];
            })
        )
    });
const plugin: readonly LibraryType[] = [
    contract(
        'Process.Plugin',
        'Process.PluginDescribeResult describe()',
        'Process.PluginResult invoke(Process.PluginRequest request)'
    ),
    dataType(
        'Process.PluginRequest',
        { inputParameters: 'Map<String, Object>' },
        {
            closed: true,
            more: {
                'new(Map<String, Object> parameters)': (parameters: ApexMap | null) =>
                    new Data('Process.PluginRequest', { inputParameters: parameters })
            }
        }
    ),
    dataType(
        'Process.PluginResult',
        { outputParameters: 'Map<String, Object>' },
        {
            closed: true,
            more: {
                'new(Map<String, Object> parameters)': (parameters: ApexMap | null) =>
                    new Data('Process.PluginResult', { outputParameters: parameters }),
                'new(String name, Object value)': (name: string | null, value: unknown) =>
                    new Data('Process.PluginResult', {
                        outputParameters: mapOf('String', 'Object', [[name, value] as const])
                    })
            }
        }
    ),
    dataType(
        'Process.PluginDescribeResult',
        {
            description: 'String',
            inputParameters: 'List<Process.PluginDescribeResult.InputParameter>',
            name: 'String',
            outputParameters: 'List<Process.PluginDescribeResult.OutputParameter>',
            tag: 'String'
        },
        { emptyCollections: true }
    ),
    parameter(
        'InputParameter',
        {
            description: 'String',
            name: 'String',
            parameterType: 'Process.PluginDescribeResult.ParameterType',
            required: 'Boolean'
        },
        [
            'new(String name, Process.PluginDescribeResult.ParameterType parameterType, Boolean required)',
            'new(String name, String description, Process.PluginDescribeResult.ParameterType parameterType, Boolean required)'
        ]
    ),
    parameter(
        'OutputParameter',
        { description: 'String', name: 'String', parameterType: 'Process.PluginDescribeResult.ParameterType' },
        [
            'new(String name, Process.PluginDescribeResult.ParameterType parameterType)',
            'new(String name, String description, Process.PluginDescribeResult.ParameterType parameterType)'
        ]
    ),
    PARAMETER_TYPE
];

const USER_DATA = {
    identifier: 'String',
    firstName: 'String',
    lastName: 'String',
    fullName: 'String',
    email: 'String',
    link: 'String',
    userName: 'String',
    locale: 'String',
    provider: 'String',
    siteLoginUrl: 'String',
    attributeMap: 'Map<String, String>'
};
const TOKEN_RESPONSE = {
    provider: 'String',
    oauthToken: 'String',
    oauthSecretOrRefreshToken: 'String',
    state: 'String'
};
const withConstructor = (name: string, types: Readonly<Record<string, string>>): LibraryType =>
    dataType(name, types, {
        closed: true,
        more: {
            [`new(${Object.entries(types)
                .map(([each, type]) => `${type} ${each}`)
                .join(', ')})`]: (...values: readonly unknown[]) =>
                new Data(name, Object.fromEntries(Object.keys(types).map((each, index) => [each, values[index]])))
        }
    });
const auth: readonly LibraryType[] = [
    withConstructor('Auth.UserData', USER_DATA),
    withConstructor('Auth.AuthProviderTokenResponse', TOKEN_RESPONSE),
    withConstructor('Auth.AuthProviderCallbackState', {
        headers: 'Map<String, String>',
        body: 'String',
        queryParameters: 'Map<String, String>'
    })
];

const CHANGE_HEADER = {
    changedFields: 'List<String>',
    changeOrigin: 'String',
    changeType: 'String',
    commitNumber: 'Long',
    commitTimestamp: 'Long',
    commitUser: 'String',
    diffFields: 'List<String>',
    entityName: 'String',
    nulledFields: 'List<String>',
    recordIds: 'List<String>',
    sequenceNumber: 'Integer',
    transactionKey: 'String'
};
const publishing: readonly LibraryType[] = [
    {
        name: 'EventBus.ChangeEventHeader',
        kind: 'class',
        is: (value) => value instanceof Data && value.typeName === 'EventBus.ChangeEventHeader',
        members: {
            'new()': () => new Data('EventBus.ChangeEventHeader'),
            ...dataType('EventBus.ChangeEventHeader', CHANGE_HEADER).members,
            ...setters(CHANGE_HEADER),
            ...getters(CHANGE_HEADER)
        }
    }
];
/** Source: Apex Reference Guide: InstallHandler, InboundEmailHandler, Process Namespace, Auth Namespace, EventBus Namespace. */
export const handlerTypes: readonly LibraryType[] = [...install, ...inboundEmail, ...plugin, ...auth, ...publishing];

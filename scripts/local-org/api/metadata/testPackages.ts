/** Archives for the tests of deployments. */
import { zipSync } from 'fflate';

export const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

export const xml = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="${NAMESPACE}">\n${body}\n</${type}>\n`;

export const manifest = (types: Readonly<Record<string, readonly string[]>>): string =>
    xml(
        'Package',
        `${Object.entries(types)
            .map(
                ([name, members]) =>
                    `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`
            )
            .join('\n')}\n<version>67.0</version>`
    );

export const zip = (files: Readonly<Record<string, string>>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])));

export const CLASS_META = xml('ApexClass', '    <apiVersion>67.0</apiVersion>\n    <status>Active</status>');

/** An object with two fields and a rule, a class with its test, a label and a permission set. */
export const WIDGETS: Readonly<Record<string, string>> = {
    'package.xml': manifest({
        ApexClass: ['WidgetService', 'WidgetServiceTest'],
        CustomField: ['Widget__c.Size__c', 'Widget__c.Kind__c'],
        CustomLabel: ['Widget_Greeting'],
        CustomObject: ['Widget__c'],
        PermissionSet: ['Widgets'],
        ValidationRule: ['Widget__c.Positive']
    }),
    'objects/Widget__c.object': xml(
        'CustomObject',
        `    <deploymentStatus>Deployed</deploymentStatus>
    <fields>
        <fullName>Size__c</fullName>
        <label>Size</label>
        <precision>6</precision>
        <scale>0</scale>
        <type>Number</type>
    </fields>
    <fields>
        <fullName>Kind__c</fullName>
        <label>Kind</label>
        <length>40</length>
        <type>Text</type>
    </fields>
    <label>Widget</label>
    <nameField>
        <label>Widget</label>
        <type>Text</type>
    </nameField>
    <pluralLabel>Widgets</pluralLabel>
    <sharingModel>ReadWrite</sharingModel>
    <validationRules>
        <fullName>Positive</fullName>
        <active>true</active>
        <errorConditionFormula>Size__c &lt; 0</errorConditionFormula>
        <errorMessage>Size must not be negative.</errorMessage>
    </validationRules>`
    ),
    'labels/CustomLabels.labels': xml(
        'CustomLabels',
        `    <labels>
        <fullName>Widget_Greeting</fullName>
        <language>en_US</language>
        <protected>false</protected>
        <shortDescription>Greeting</shortDescription>
        <value>Hello</value>
    </labels>`
    ),
    'permissionsets/Widgets.permissionset': xml(
        'PermissionSet',
        `    <fieldPermissions>
        <editable>true</editable>
        <field>Widget__c.Size__c</field>
        <readable>true</readable>
    </fieldPermissions>
    <hasActivationRequired>false</hasActivationRequired>
    <label>Widgets</label>
    <objectPermissions>
        <allowCreate>true</allowCreate>
        <allowDelete>true</allowDelete>
        <allowEdit>true</allowEdit>
        <allowRead>true</allowRead>
        <modifyAllRecords>false</modifyAllRecords>
        <object>Widget__c</object>
        <viewAllRecords>false</viewAllRecords>
    </objectPermissions>`
    ),
    'classes/WidgetService.cls': `public with sharing class WidgetService {
    public static String greet(Integer size) {
        if (size > 10) {
            return 'big';
        }
        return Label.Widget_Greeting;
    }
}
`,
    'classes/WidgetService.cls-meta.xml': CLASS_META,
    'classes/WidgetServiceTest.cls': `@IsTest
private class WidgetServiceTest {
    @IsTest
    static void greets() {
        Assert.areEqual('Hello', WidgetService.greet(1));
    }
}
`,
    'classes/WidgetServiceTest.cls-meta.xml': CLASS_META
};

import { documentsOf } from './documents.ts';
import type { Report } from './problems.ts';
import type { ComponentSource, NotificationTypeDef } from './types.ts';
import { requireElements } from './xml/check.ts';
import { childOf, textOf } from './xml/document.ts';

const LONGEST_NAME = 80;
const LONGEST_DESCRIPTION = 255;

/**
 * Custom notification types: name, label and where they are shown. `customNotifTypeName`, `desktop`, `masterLabel` and `mobile` are required.
 * Source: Metadata API Developer Guide, CustomNotificationType.
 */
export const readNotificationTypes = (
    components: readonly ComponentSource[],
    report: Report
): readonly NotificationTypeDef[] =>
    documentsOf(components, 'CustomNotificationType', report).map(({ root, name: developerName }) => {
        requireElements(root, ['customNotifTypeName', 'desktop', 'masterLabel', 'mobile'], report);
        const name = textOf(root, 'customNotifTypeName') ?? developerName;
        const description = textOf(root, 'description') ?? '';
        if (name.length > LONGEST_NAME)
            report.add(
                childOf(root, 'customNotifTypeName') ?? root,
                `Custom Notification Type Name: data value too large: ${name} (max length=${LONGEST_NAME})`
            );
        if (description.length > LONGEST_DESCRIPTION)
            report.add(
                childOf(root, 'description') ?? root,
                `Description: data value too large: ${description} (max length=${LONGEST_DESCRIPTION})`
            );
        return Object.freeze({
            developerName,
            name,
            label: textOf(root, 'masterLabel') ?? name,
            description,
            desktop: textOf(root, 'desktop') === 'true',
            mobile: textOf(root, 'mobile') === 'true'
        });
    });

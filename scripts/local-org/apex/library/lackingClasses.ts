import type { LibraryType } from '../types.ts';

/** Classes outside of whole lacking namespaces that the local org has nothing of: code that names them compiles, and is refused where it calls them. */
const NAMES = [
    'System.Answers',
    'System.ExternalServiceTest',
    'System.Ideas',
    'System.Packaging',
    'System.QuickAction',
    'System.RemoteObjectController',
    'System.UserManagement',
    'Messaging.ActionableNotification',
    'Messaging.ActionError',
    'Messaging.ActionResult',
    'Messaging.NotificationActionHandler',
    'ApexPages.Component',
    'ApexPages.IdeaStandardController',
    'ApexPages.IdeaStandardSetController',
    'ApexPages.KnowledgeArticleVersionStandardController',
    'Search.QuestionSuggestionFilter'
];
export const lackingClasses: readonly LibraryType[] = NAMES.map((name) => ({
    name,
    kind: 'class',
    members: {},
    lacking: true,
    is: () => false
}));

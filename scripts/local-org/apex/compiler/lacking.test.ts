import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, failureIn, problemIn, problemsOf } from './test-fixture.ts';

test('code that names types of lacking namespaces compiles', () => {
    const chatter = `public class Chatter {
        public ConnectApi.FeedElement post(Id subject, String text) {
            ConnectApi.FeedItemInput input = new ConnectApi.FeedItemInput();
            input.body = new ConnectApi.MessageBodyInput();
            input.body.messageSegments = new List<ConnectApi.MessageSegmentInput>();
            input.subjectId = subject;
            if (input.body != null && input.visible) input.count += 1;
            for (ConnectApi.MessageSegmentInput segment : input.body.messageSegments) System.debug('x' + segment);
            switch on input.type { when Text { return null; } when else { } }
            try {
                return ConnectApi.ChatterFeeds.postFeedElement(Network.getNetworkId(), input);
            } catch (ConnectApi.ConnectApiException error) {
                throw new IllegalArgumentException(error.getMessage());
            }
        }
    }`;
    assert.deepEqual(problemsOf({ Chatter: chatter }), []);
    const gateway = `public class Gateway implements commercepayments.PaymentGatewayAdapter {
        public commercepayments.GatewayResponse processRequest(commercepayments.paymentGatewayContext context) { return null; }
    }`;
    assert.deepEqual(problemsOf({ Gateway: gateway }), []);
});

test('and refuses their members where they run', () => {
    assert.match(
        failureIn("ConnectApi.ChatterFeeds.postFeedElement(null, '005', null, 'text');"),
        /not supported.*ConnectApi\.ChatterFeeds\.postFeedElement/
    );
    assert.match(failureIn('ConnectApi.FeedItemInput input = new ConnectApi.FeedItemInput();'), /FeedItemInput\.new/);
    assert.match(failureIn('ConnectApi.FeedItem item; Object body = item.body;'), /NullPointerException/);
    assert.equal(evaluate('ConnectApi.FeedItem item; return item == null && !(item != null && item.visible);'), true);
});

test('exceptions of lacking namespaces can be thrown and caught', () =>
    assert.equal(
        evaluate(
            "try { throw new ConnectApi.ConnectApiException('gone'); } catch (ConnectApi.ConnectApiException e) { return e.getMessage(); }"
        ),
        'gone'
    ));

test('supported types stay strict beside them', () => {
    assert.equal(
        problemIn('ConnectApi.FeedItem item; Integer size = item.count; String text = size;'),
        'Illegal assignment from Integer to String'
    );
    assert.match(problemIn('Nonsense.Type item;') ?? '', /Invalid type/);
    assert.match(problemIn('Database.Nonsense item;') ?? '', /Invalid type/);
});

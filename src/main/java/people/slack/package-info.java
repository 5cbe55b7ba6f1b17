/** Slack: incoming webhooks and {@code chat.postMessage}. */
package people.slack;

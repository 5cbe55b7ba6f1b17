package domain.people;

import java.util.List;

/**
 * What became of a message.
 *
 * @param key the message's key
 * @param sent channels that took it
 * @param unsent channels that did not, each with the reason
 */
public record Delivery(String key, List<String> sent, List<String> unsent) {

}

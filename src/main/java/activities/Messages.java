package activities;

import domain.people.Delivery;
import domain.people.Message;
import io.temporal.activity.ActivityInterface;

/** Tells people. */
@ActivityInterface
public interface Messages {

	/**
	 * Sends a message to the channels of its severity and topic, once per run and key. A
	 * channel that fails is retried; one that refuses for good is recorded as unsent.
	 */
	Delivery sendMessage(Message message);

}

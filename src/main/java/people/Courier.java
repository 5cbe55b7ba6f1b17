package people;

import domain.profile.Channel;

/** Carries letters on one kind of channel. */
public interface Courier {

	/** The kind of channel it carries letters on. */
	Channel.Kind kind();

	/**
	 * Hands a letter to a channel, once.
	 * @return whether the channel took it; a channel that is not set up refuses
	 * @throws domain.failure.TransientFailure when the server cannot be reached, is in
	 * trouble or asks us to wait
	 */
	Receipt send(Channel channel, Letter letter);

}

package activities;

import domain.failure.TransientFailure;
import domain.people.Delivery;
import domain.people.Message;
import domain.profile.Channel;
import io.temporal.activity.Activity;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Clock;
import java.util.List;
import ledger.Evidence;
import org.springframework.stereotype.Component;
import people.Courier;
import people.Letter;
import people.Letters;
import people.Receipt;
import people.Routing;

/**
 * Hands each message to its channels, each once: what was taken travels in heartbeats and
 * stands in the ledger, so a repeated step serves only the rest.
 */
@Component
@ActivityImpl(taskQueues = "operations")
class MessagesImpl implements Messages {

	private final List<Courier> couriers;

	private final Letters letters;

	private final Evidence evidence;

	MessagesImpl(List<Courier> couriers, Letters letters, Evidence evidence) {
		this.couriers = couriers;
		this.letters = letters;
		this.evidence = evidence;
	}

	@Override
	public Delivery sendMessage(Message message) {
		if (message.run().planning()) {
			return new Delivery(message.key(), List.of(), List.of());
		}
		Round round = new Round(message, evidence, Activity.getExecutionContext(), Clock.systemUTC());
		Letter letter = letters.write(message);
		for (String channel : Routing.channels(message)) {
			if (!round.alreadyTaken(channel)) {
				serve(round, message, channel, letter);
			}
		}
		return round.end();
	}

	private void serve(Round round, Message message, String name, Letter letter) {
		Channel channel = message.people().channel(name).orElse(null);
		if (channel == null) {
			round.refused(name, "the profile has no such channel");
			return;
		}
		try {
			switch (courier(channel).send(channel, letter)) {
				case Receipt.Taken taken -> round.taken(name);
				case Receipt.Refused refused -> round.refused(name, refused.why());
			}
		}
		catch (TransientFailure failure) {
			round.failed(name, failure);
		}
	}

	private Courier courier(Channel channel) {
		return couriers.stream()
			.filter(candidate -> candidate.kind() == channel.kind())
			.findFirst()
			.orElse(new NoCourier(channel.kind()));
	}

	/** Stands where no adapter carries a kind of channel. */
	private record NoCourier(Channel.Kind kind) implements Courier {

		@Override
		public Receipt send(Channel channel, Letter letter) {
			return new Receipt.Refused("not set up: nothing carries channels of kind " + kind);
		}

	}

}

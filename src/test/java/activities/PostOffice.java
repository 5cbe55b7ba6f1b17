package activities;

import domain.failure.TransientFailure;
import domain.profile.Channel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import people.Courier;
import people.Letter;
import people.Receipt;

/** Takes letters in memory; closed for some channels for some visits. */
class PostOffice implements Courier {

	private final List<String> visits = new CopyOnWriteArrayList<>();

	private final Map<String, Integer> failing = new ConcurrentHashMap<>();

	void failing(String channel, int times) {
		failing.put(channel, times);
	}

	List<String> visits() {
		return visits;
	}

	@Override
	public Channel.Kind kind() {
		return Channel.Kind.SLACK;
	}

	@Override
	public Receipt send(Channel channel, Letter letter) {
		visits.add(channel.name());
		if (failing.merge(channel.name(), -1, Integer::sum) >= 0) {
			throw new TransientFailure("the office is closed", null);
		}
		return new Receipt.Taken();
	}

}

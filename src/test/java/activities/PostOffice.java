package activities;

import domain.failure.TransientFailure;
import domain.profile.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import people.Courier;
import people.Letter;
import people.Receipt;

/** Takes letters in memory; closed for some channels for some visits. */
class PostOffice implements Courier {

	private final List<String> visits = new CopyOnWriteArrayList<>();

	private final Map<String, Integer> failing = new ConcurrentHashMap<>();

	private volatile Duration pace = Duration.ZERO;

	/** How long each visit takes. */
	void pace(Duration length) {
		pace = length;
	}

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
		LockSupport.parkNanos(pace.toNanos());
		if (failing.merge(channel.name(), -1, Integer::sum) >= 0) {
			throw new TransientFailure("the office is closed", null);
		}
		return new Receipt.Taken();
	}

}

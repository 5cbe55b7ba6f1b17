package probes.redis;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import org.springframework.stereotype.Component;
import probes.Causes;
import probes.Places;
import probes.Prober;
import probes.Stopwatch;

/** Connects to Redis and asks PING or INFO. */
@Component
class RedisProber implements Prober {

	private final RedisClients clients;

	RedisProber(RedisClients clients) {
		this.clients = clients;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.REDIS;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) {
		StoreProfile store = Places.store(probe, around);
		String place = RedisClients.place(store);
		RedisClient client = clients.open(store, probe.within());
		try {
			return ask(probe, place, client);
		}
		catch (RedisException failure) {
			return refused(place, store, failure);
		}
		finally {
			client.shutdownAsync();
		}
	}

	private static Finding ask(Probe probe, String place, RedisClient client) {
		Stopwatch watch = new Stopwatch();
		try (StatefulRedisConnection<String, String> connection = client.connect()) {
			if (probe.field() == null) {
				connection.sync().ping();
				return Finding.took(watch.time(), place + " answers PING");
			}
			return Information.of(connection.sync().info()).judge(probe, place);
		}
	}

	private static Finding refused(String place, StoreProfile store, RedisException failure) {
		RedisCommandExecutionException answer = Causes.first(RedisCommandExecutionException.class, failure);
		if (answer == null) {
			return new Finding.Broken(place + ": " + Causes.words(failure));
		}
		String words = place + " answers " + answer.getMessage();
		if (words.contains(" NOAUTH") || words.contains(" WRONGPASS") || words.contains(" NOPERM")) {
			return new Finding.Unasked(words + (store.password() == null ? "; the profile gives no password"
					: "; is what stands behind " + store.password() + " right?"));
		}
		return new Finding.Broken(words);
	}

}

package stores.redis;

import domain.backup.Place;
import domain.backup.Source;
import domain.drill.Canary;
import domain.failure.TransientFailure;
import domain.profile.CanaryRow;
import domain.profile.IntegrityCheck;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import probes.redis.RedisClients;
import stores.BadContent;
import stores.Comparisons;
import stores.Drilled;
import stores.Machine;
import stores.Machines;
import stores.Progress;

/**
 * A canary in a Redis: a key of its own that holds the moment, in milliseconds by the
 * server's clock. It is read from the restored dump, without a server.
 */
@Component
class RedisCanary implements Drilled {

	private static final Progress NOBODY_WAITS = how -> {
	};

	private final RedisClients clients;

	private final List<Machines> machines;

	RedisCanary(RedisClients clients, List<Machines> machines) {
		this.clients = clients;
		this.machines = machines;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.REDIS;
	}

	@Override
	public Canary stamp(Source source, CanaryRow canary, String name) {
		RedisServer server = new RedisServer(clients, asCanary(source.store(), canary), source.asked().redis().within(),
				NOBODY_WAITS);
		return new Canary(name, server.mark(key(canary, name)), null);
	}

	private static String key(CanaryRow canary, String name) {
		return canary.table() + ":" + name;
	}

	@Override
	public Canary newest(Source source, CanaryRow canary, Place place) {
		String file = place == null ? source.asked().redis().file() : place.name();
		Machine machine = Machines.of(machines, source.target(), null, NOBODY_WAITS);
		String beginning = key(canary, "");
		Dump.Looked looked = new Dump.Looked(beginning);
		try (InputStream content = machine.read(file)) {
			Dump.read(content, looked, NOBODY_WAITS);
		}
		catch (BadContent bad) {
			return Canary.none(machine.place() + ": " + file + " is no whole dump: " + bad.getMessage());
		}
		catch (IOException unreadable) {
			throw new TransientFailure(machine.place() + ": " + file + " cannot be read: " + unreadable, unreadable);
		}
		return looked.found()
			.entrySet()
			.stream()
			.filter(entry -> entry.getValue().matches("\\d{1,15}"))
			.map(entry -> new Canary(entry.getKey().substring(beginning.length()),
					Instant.ofEpochMilli(Long.parseLong(entry.getValue())), null))
			.max((one, other) -> one.at().compareTo(other.at()))
			.orElseGet(() -> Canary.none("the dump holds no key " + beginning + "* with a moment"));
	}

	/** A dump answers nobody, and a profile cannot ask: its rules refuse it. */
	@Override
	public Comparisons ask(Source source, Place place, List<IntegrityCheck> questions) {
		return new Comparisons(List.of());
	}

	private static StoreProfile asCanary(StoreProfile store, CanaryRow canary) {
		return canary.user() == null ? store : new StoreProfile(store.name(), store.kind(), store.host(), store.port(),
				store.database(), canary.user(), canary.password(), store.backups(), store.tls(), store.mechanism());
	}

}

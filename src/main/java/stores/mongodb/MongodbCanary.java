package stores.mongodb;

import domain.backup.Place;
import domain.backup.Source;
import domain.drill.Canary;
import domain.profile.CanaryRow;
import domain.profile.IntegrityCheck;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.Comparisons;
import stores.Drilled;

/** A canary in a database of MongoDB: one document in a collection of its own. */
@Component
class MongodbCanary implements Drilled {

	private final Secrets secrets;

	MongodbCanary(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.MONGODB;
	}

	@Override
	public Canary stamp(Source source, CanaryRow canary, String name) {
		Instant marked = new MongoDatabases(asCanary(source.store(), canary), secrets).mark(source.store().database(),
				collection(canary), name);
		return new Canary(name, marked, null);
	}

	@Override
	public Canary newest(Source source, CanaryRow canary, Place place) {
		String database = place == null ? source.store().database() : MongodbEngine.scratch(source, place);
		return new MongoDatabases(source.store(), secrets).newestMark(database, collection(canary))
			.orElseGet(() -> Canary.none(canary.table() + " holds no document"));
	}

	/** A profile cannot ask: its rules refuse it. */
	@Override
	public Comparisons ask(Source source, Place place, List<IntegrityCheck> questions) {
		return new Comparisons(List.of());
	}

	/** Behind the database's name. */
	private static String collection(CanaryRow canary) {
		return canary.table().substring(canary.table().indexOf('.') + 1);
	}

	private static StoreProfile asCanary(StoreProfile store, CanaryRow canary) {
		return canary.user() == null ? store : new StoreProfile(store.name(), store.kind(), store.host(), store.port(),
				store.database(), canary.user(), canary.password(), store.backups(), store.tls(), store.mechanism());
	}

}

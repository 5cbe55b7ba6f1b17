package stores.mongodb;

import domain.backup.Place;
import domain.backup.Source;
import domain.drill.Canary;
import domain.people.Said;
import domain.profile.CanaryRow;
import domain.profile.IntegrityCheck;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.Comparison;
import stores.Comparisons;
import stores.Drilled;

/** A canary in a database of MongoDB: one document in a collection of its own. */
@Component
class MongodbCanary implements Drilled {

	private static final Said READ = Said.of("read", "lido");

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

	/**
	 * Every collection that holds anything gives a document to the application's user.
	 */
	@Override
	public Comparisons ask(Source source, Place place, List<IntegrityCheck> questions) {
		SortedMap<String, Boolean> read = new MongoDatabases(source.store(), secrets)
			.firstDocuments(MongodbEngine.scratch(source, place));
		List<Comparison> all = new ArrayList<>();
		all.add(new Comparison(Said.of("collections that hold anything", "coleções que contêm algo"),
				Said.of("at least one", "pelo menos uma"), Said.quoted(read.size()), !read.isEmpty()));
		read.forEach((collection, there) -> all
			.add(new Comparison(Said.of("a document of %s", "um documento de %s", collection), READ,
					there ? READ : Said.of("none", "nenhum"), there)));
		return new Comparisons(all);
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

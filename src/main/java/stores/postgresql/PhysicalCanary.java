package stores.postgresql;

import domain.backup.Place;
import domain.backup.Source;
import domain.drill.Canary;
import domain.profile.CanaryRow;
import domain.profile.IntegrityCheck;
import domain.profile.ProtectedStore;
import java.util.List;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.Comparisons;
import stores.Drilled;

/** The same row; a drill's copy is a server of its own, up while it is asked. */
@Component
class PhysicalCanary implements Drilled {

	private final Secrets secrets;

	private final PostgresqlCanary logical;

	PhysicalCanary(Secrets secrets) {
		this.secrets = secrets;
		this.logical = new PostgresqlCanary(secrets);
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.POSTGRESQL_PHYSICAL;
	}

	@Override
	public Canary stamp(Source source, CanaryRow canary, String name) {
		return logical.stamp(source, canary, name);
	}

	@Override
	public Canary newest(Source source, CanaryRow canary, Place place) {
		if (place == null) {
			return logical.newest(source, canary, null);
		}
		try (Instance instance = started(source, place)) {
			return logical.newest(Server.restoring(source, secrets).here(instance.port()), source.store().database(),
					canary);
		}
	}

	@Override
	public Comparisons ask(Source source, Place place, List<IntegrityCheck> questions) {
		try (Instance instance = started(source, place)) {
			return logical.ask(Server.reading(source, secrets).here(instance.port()), source.store().database(),
					questions);
		}
	}

	private Instance started(Source source, Place place) {
		return new PhysicalRestoring(source, secrets, how -> {
		}).started(place);
	}

}

package activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import stores.Logins;
import systems.TestProfiles;
import targets.SecretPlaces;

/**
 * A worker that dies between any two things that a step of a rotation does: the step,
 * begun again by another worker, ends as if nothing had been.
 */
class SecretRotationsImplTest {

	private static final SystemProfile PROFILE = TestProfiles
		.read("""
				name: shop
				title: Shop
				language: en
				timeZone: UTC
				targets: [{name: cluster, kind: kubernetes, kubeconfig: /tmp/none, namespace: shop}]
				stores: [{name: main, kind: postgresql, host: 127.0.0.1, port: 5432, database: shop, user: postgres, password: "env:ADMIN"}]
				components: [{name: api, kind: deployment, target: cluster}]
				secrets:
				  - {name: database, store: main, users: [shop_a, shop_b], memberOf: shop_owner, target: cluster, secret: api-database, consumers: [api], copyKey: "env:COPY_KEY"}
				""");

	private static final SecretRequest REQUEST = new SecretRequest(
			new Run("rotation", "0123456789", "SecretRotation", "shop", null, Mode.EXECUTE, "en"),
			PROFILE.secrets().getFirst(), PROFILE.stores().getFirst(), PROFILE.targets().getFirst(), null, "shop_a");

	@TestFactory
	Stream<DynamicTest> aStepWhoseWorkerDiesAfterAnyCallIsDoneWholeByTheNext() {
		return Stream
			.of(new Step("bringNextIntoUse", false, SecretRotations::bringNextIntoUse),
					new Step("putOldBack", true, SecretRotations::putOldBack),
					new Step("revokeOld", true, SecretRotations::revokeOld))
			.flatMap(SecretRotationsImplTest::deaths);
	}

	private static Stream<DynamicTest> deaths(Step step) {
		Scene undisturbed = step.scene();
		step.run().apply(undisturbed.steps(), REQUEST);
		int calls = undisturbed.calls.size();
		assertThat(calls).isGreaterThan(1);
		return IntStream.rangeClosed(1, calls)
			.mapToObj(call -> DynamicTest.dynamicTest(step.name() + " dies after call " + call, () -> {
				Scene scene = step.scene();
				scene.diesAfter = call;
				assertThatThrownBy(() -> step.run().apply(scene.steps(), REQUEST)).isInstanceOf(Death.class);
				scene.diesAfter = 0;
				step.run().apply(scene.steps(), REQUEST);
				assertThat(scene.end()).isEqualTo(undisturbed.end());
			}));
	}

	@Test
	void theOldLoginComesBackAsItWasWithWhateverElseItsSecretHolds() {
		Scene scene = new Scene();
		Map<String, String> before = Map.copyOf(scene.secret);
		scene.steps().bringNextIntoUse(REQUEST);
		assertThat(scene.secret).containsEntry("username", "shop_b").containsEntry("other", "stays");
		assertThat(scene.users.get("shop_b")).isEqualTo(scene.secret.get("password")).hasSize(40);
		scene.steps().putOldBack(REQUEST);
		assertThat(scene.secret).isEqualTo(before);
		assertThat(scene.copy).isNull();
	}

	private record Step(String name, boolean after, BiFunction<SecretRotations, SecretRequest, Object> run) {

		Scene scene() {
			Scene scene = new Scene();
			if (after) {
				scene.steps().bringNextIntoUse(REQUEST);
				scene.calls.clear();
			}
			return scene;
		}

	}

	private static final class Death extends Error {

		private static final long serialVersionUID = 1L;

	}

	/** A database's users and a Secret, in memory. */
	private static final class Scene implements Logins, SecretPlaces {

		final List<String> calls = new ArrayList<>();

		final Map<String, String> users = new HashMap<>(Map.of("shop_a", "old"));

		Map<String, String> secret = new HashMap<>(Map.of("username", "shop_a", "password", "old", "other", "stays"));

		Map<String, String> copy;

		/** The call after which the worker dies; 0: it lives. */
		int diesAfter;

		SecretRotations steps() {
			return new SecretRotationsImpl(List.of(this), List.of(this), List.of());
		}

		/** Values differ from time to time: whether they log in does not. */
		String end() {
			return secret.get("username") + ", works "
					+ secret.get("password").equals(users.get(secret.get("username"))) + ", able " + users.keySet()
					+ ", copy " + copy;
		}

		private void did(String call) {
			calls.add(call);
			if (calls.size() == diesAfter) {
				throw new Death();
			}
		}

		@Override
		public StoreProfile.Kind kind() {
			return StoreProfile.Kind.POSTGRESQL;
		}

		@Override
		public void give(SecretRequest request, String user, char[] value) {
			users.put(user, new String(value));
			did("give");
		}

		@Override
		public boolean works(SecretRequest request, String user, char[] value) {
			boolean works = new String(value).equals(users.get(user));
			did("works");
			return works;
		}

		@Override
		public Sessions sessions(SecretRequest request) {
			return new Sessions(0, 1);
		}

		@Override
		public void revoke(SecretRequest request, String user) {
			users.remove(user);
			did("revoke");
		}

		@Override
		public boolean takes(TargetProfile.Kind kind) {
			return true;
		}

		@Override
		public Map<String, String> read(SecretRequest request) {
			did("read");
			return Map.copyOf(secret);
		}

		@Override
		public void keepCopy(SecretRequest request) {
			if (copy == null) {
				copy = Map.copyOf(secret);
			}
			did("keepCopy");
		}

		@Override
		public void write(SecretRequest request, String user, char[] value) {
			secret.put("username", user);
			secret.put("password", new String(value));
			did("write");
		}

		@Override
		public boolean putBack(SecretRequest request) {
			boolean there = copy != null;
			if (there) {
				secret = new HashMap<>(copy);
			}
			did("putBack");
			return there;
		}

		@Override
		public boolean dropCopy(SecretRequest request) {
			boolean there = copy != null;
			copy = null;
			did("dropCopy");
			return there;
		}

	}

}

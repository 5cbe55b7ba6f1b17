package stores.kafka;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.StoreProfile;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.springframework.stereotype.Component;
import probes.kafka.KafkaSettings;
import secrets.Secrets;
import stores.Logins;

/**
 * SCRAM users of Kafka (runbook C, "Update Secrets"). The client salts and hashes a value
 * before it sends it. What the old user may do is granted to the next one as well. A
 * broker does not say who is connected, and lets those go on who are: only new logins
 * feel a revocation.
 */
@Component
class KafkaLogins implements Logins {

	private static final Duration ANSWER = Duration.ofSeconds(30);

	/** As OWASP asks of SHA-512 at least half of; Kafka's own tools take 4096. */
	private static final int ITERATIONS = 8192;

	private final Secrets secrets;

	KafkaLogins(Secrets secrets) {
		this.secrets = secrets;
	}

	/** A question to the brokers. */
	@FunctionalInterface
	private interface Question<T> {

		T ask(Admin admin) throws ExecutionException, InterruptedException;

	}

	@Override
	public StoreProfile.Kind kind() {
		return StoreProfile.Kind.KAFKA;
	}

	@Override
	public void give(SecretRequest request, String user, char[] value) {
		UserScramCredentialUpsertion credential = new UserScramCredentialUpsertion(user,
				new ScramCredentialInfo(mechanism(request.store()), ITERATIONS),
				new String(value).getBytes(StandardCharsets.UTF_8));
		asked(request, "give user " + user + " a new value",
				admin -> admin.alterUserScramCredentials(List.of(credential)).all().get());
		if (request.before() != null && !user.equals(request.before())) {
			asked(request, "grant user " + user + " what " + request.before() + " may do",
					admin -> grant(admin, request.before(), user));
		}
	}

	private static ScramMechanism mechanism(StoreProfile store) {
		return ScramMechanism.fromMechanismName(store.mechanism());
	}

	private static Object grant(Admin admin, String from, String to) throws ExecutionException, InterruptedException {
		AclBindingFilter own = new AclBindingFilter(ResourcePatternFilter.ANY,
				new AccessControlEntryFilter("User:" + from, null, AclOperation.ANY, AclPermissionType.ANY));
		try {
			Collection<AclBinding> found = admin.describeAcls(own).values().get();
			return admin.createAcls(found.stream().map(each -> forUser(each, to)).toList()).all().get();
		}
		catch (ExecutionException refused) {
			if (refused.getCause() instanceof SecurityDisabledException) {
				// Without an authorizer everybody may do everything.
				return List.of();
			}
			throw refused;
		}
	}

	private static AclBinding forUser(AclBinding binding, String user) {
		AccessControlEntry entry = binding.entry();
		return new AclBinding(binding.pattern(),
				new AccessControlEntry("User:" + user, entry.host(), entry.operation(), entry.permissionType()));
	}

	@Override
	public boolean works(SecretRequest request, String user, char[] value) {
		StoreProfile own = as(request.store(), user, "value");
		try (Admin admin = Admin.create(KafkaSettings.of(own, ANSWER, only(new String(value))))) {
			return !admin.describeCluster().nodes().get().isEmpty();
		}
		catch (ExecutionException refused) {
			if (refused.getCause() instanceof AuthenticationException) {
				return false;
			}
			throw failure(request, "log in as " + user, refused.getCause());
		}
		catch (KafkaException refused) {
			throw failure(request, "log in as " + user, refused);
		}
		catch (InterruptedException stopping) {
			throw stopping(stopping);
		}
	}

	private static Secrets only(String value) {
		return new Secrets() {

			@Override
			public String resolve(String reference) {
				return value;
			}

			@Override
			public Optional<String> find(String reference) {
				return Optional.of(value);
			}

		};
	}

	private static StoreProfile as(StoreProfile store, String user, String password) {
		return new StoreProfile(store.name(), store.kind(), store.host(), store.port(), store.database(), user,
				password, store.backups(), store.tls(), store.mechanism());
	}

	/**
	 * Nobody can be counted: consumers that are well again after their restart must do.
	 */
	@Override
	public Sessions sessions(SecretRequest request) {
		return new Sessions(0, 0);
	}

	@Override
	public void revoke(SecretRequest request, String user) {
		asked(request, "revoke user " + user, admin -> {
			try {
				return admin
					.alterUserScramCredentials(
							List.of(new UserScramCredentialDeletion(user, mechanism(request.store()))))
					.all()
					.get();
			}
			catch (ExecutionException refused) {
				if (refused.getCause() instanceof ResourceNotFoundException) {
					return null;
				}
				throw refused;
			}
		});
	}

	private void asked(SecretRequest request, String what, Question<?> question) {
		StoreProfile store = request.store();
		String user = request.secret().adminUser() == null ? store.user() : request.secret().adminUser();
		String password = request.secret().adminPassword() == null ? store.password()
				: request.secret().adminPassword();
		try (Admin admin = Admin.create(KafkaSettings.of(as(store, user, password), ANSWER, secrets))) {
			question.ask(admin);
		}
		catch (ExecutionException refused) {
			throw failure(request, what, refused.getCause());
		}
		catch (KafkaException refused) {
			throw failure(request, what, refused);
		}
		catch (InterruptedException stopping) {
			throw stopping(stopping);
		}
	}

	private static TransientFailure stopping(InterruptedException stopping) {
		Thread.currentThread().interrupt();
		return new TransientFailure("the worker is stopping", stopping);
	}

	/** The client's words name users and rights, never values. */
	private static RuntimeException failure(SecretRequest request, String what, Throwable refused) {
		String words = "Kafka at " + KafkaSettings.place(request.store()) + ": cannot " + what + ": "
				+ refused.getMessage();
		if (refused instanceof AuthenticationException || refused instanceof AuthorizationException) {
			return new PermanentFailure(FailureKind.FORBIDDEN,
					words + ". Name a user that may alter users in adminUser.", refused);
		}
		return new TransientFailure(words, refused);
	}

}

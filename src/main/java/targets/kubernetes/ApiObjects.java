package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one resource in one namespace: always read from the server, never kept.
 * Writes are guarded by the object's version, so that nobody else's change is overwritten
 * unseen.
 *
 * @param <T> the objects' type
 */
public final class ApiObjects<T extends HasMetadata> {

	private static final Logger LOGGER = LoggerFactory.getLogger(ApiObjects.class);

	private static final int ATTEMPTS = 6;

	/** The server ends a watch after this time; the client opens it again. */
	private static final Duration WATCHED_AT_ONCE = Duration.ofMinutes(1);

	private final ApiFailures failures;

	private final String resource;

	private final NonNamespaceOperation<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> operation;

	ApiObjects(ApiFailures failures, String resource,
			NonNamespaceOperation<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> operation) {
		this.failures = failures;
		this.resource = resource;
		this.operation = operation;
	}

	public Optional<T> find(String name) {
		return Optional.ofNullable(ask("get", name, () -> this.operation.withName(name).get()));
	}

	public T get(String name) {
		return find(name).orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
				"%s/%s does not exist in namespace %s at %s. Check the names in the profile.".formatted(this.resource,
						name, this.failures.namespace(), this.failures.server())));
	}

	public List<T> list(Map<String, String> labels) {
		return ask("list", "", () -> this.operation.withLabels(labels).list().getItems());
	}

	List<T> list(LabelSelector selector) {
		return ask("list", "", () -> this.operation.withLabelSelector(selector).list().getItems());
	}

	public List<T> list() {
		return list(Map.of());
	}

	/** Makes the object; in a dry run the server checks it and keeps nothing. */
	public T create(T object, boolean dry) {
		return ask("create", object.getMetadata().getName(),
				() -> this.operation.resource(object).dryRun(dry).create());
	}

	/**
	 * Reads the object, edits it and writes it back if the edit changed anything; again
	 * from the start when somebody else wrote in between.
	 */
	public Edit<T> change(String name, boolean dry, UnaryOperator<T> edit) {
		for (int attempt = 1;; attempt++) {
			T before = get(name);
			T after = edit.apply(Serialization.clone(before));
			if (after.equals(before)) {
				return new Edit<>(before, before);
			}
			try {
				return new Edit<>(before, this.operation.resource(after).dryRun(dry).update());
			}
			catch (KubernetesClientException ex) {
				if (!ApiFailures.isConflict(ex) || attempt == ATTEMPTS) {
					throw this.failures.of("update", this.resource + "/" + name, ex);
				}
			}
		}
	}

	/**
	 * Tells of every change of the object after a version of it, until it is closed. A
	 * server that refuses the watch or drops it tells nothing: who waits for a change
	 * looks from time to time.
	 * @param version the object's resource version that is known already
	 */
	Changes watch(String name, String version, Runnable news) {
		return Changes.heardBy(() -> opened(name, version, news));
	}

	private Watch opened(String name, String version, Runnable news) {
		try {
			return this.operation.withName(name)
				.watch(new ListOptionsBuilder().withResourceVersion(version)
					.withTimeoutSeconds(WATCHED_AT_ONCE.toSeconds())
					.build(), new Watcher<>() {

						@Override
						public void eventReceived(Action action, T object) {
							news.run();
						}

						@Override
						public void onClose(WatcherException cause) {
							LOGGER.debug("The watch over {}/{} ended: {}", ApiObjects.this.resource, name,
									cause.getMessage());
						}

					});
		}
		catch (KubernetesClientException ex) {
			LOGGER.debug("No watch over {}/{}: {}", this.resource, name, ex.getMessage());
			return () -> LOGGER.trace("There was no watch to close");
		}
	}

	/** The same with the object's status, where the server keeps that apart. */
	public void changeStatus(String name, UnaryOperator<T> edit) {
		for (int attempt = 1;; attempt++) {
			T after = edit.apply(Serialization.clone(get(name)));
			try {
				this.operation.resource(after).updateStatus();
				return;
			}
			catch (KubernetesClientException ex) {
				if (!ApiFailures.isConflict(ex) || attempt == ATTEMPTS) {
					throw this.failures.of("update", this.resource + "/status/" + name, ex);
				}
			}
		}
	}

	/** Deletes the object and what it owns; nothing happens when it is not there. */
	public void delete(String name) {
		ask("delete", name,
				() -> this.operation.withName(name).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete());
	}

	private <R> R ask(String verb, String name, Supplier<R> request) {
		try {
			return request.get();
		}
		catch (KubernetesClientException ex) {
			throw this.failures.of(verb, name.isEmpty() ? this.resource : this.resource + "/" + name, ex);
		}
	}

	/**
	 * An object before and after an edit.
	 *
	 * @param before as it was read
	 * @param after as the server has it now; the same object when nothing was written
	 */
	public record Edit<T>(T before, T after) {

		public boolean changed() {
			return this.before != this.after;
		}

	}

}

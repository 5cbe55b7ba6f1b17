package targets.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ConfigMaps and Secrets that a pod reads. */
final class References {

	private final PodSpec pod;

	References(PodSpec pod) {
		this.pod = pod;
	}

	/** Whether it reads the ConfigMap or the Secret; null stands for none. */
	boolean include(String configMap, String secret) {
		return configMap != null && configMaps().contains(configMap) || secret != null && secrets().contains(secret);
	}

	private Set<String> configMaps() {
		Stream<String> mounted = volumes().map(Volume::getConfigMap)
			.filter(Objects::nonNull)
			.map((each) -> each.getName());
		Stream<String> projected = volumes().map(Volume::getProjected)
			.filter(Objects::nonNull)
			.flatMap((each) -> each.getSources().stream())
			.filter((source) -> source.getConfigMap() != null)
			.map((source) -> source.getConfigMap().getName());
		Stream<String> whole = containers().flatMap((each) -> each.getEnvFrom().stream())
			.filter((source) -> source.getConfigMapRef() != null)
			.map((source) -> source.getConfigMapRef().getName());
		Stream<String> single = containers().flatMap((each) -> each.getEnv().stream())
			.filter((each) -> each.getValueFrom() != null && each.getValueFrom().getConfigMapKeyRef() != null)
			.map((each) -> each.getValueFrom().getConfigMapKeyRef().getName());
		return names(List.of(mounted, projected, whole, single));
	}

	private Set<String> secrets() {
		Stream<String> mounted = volumes().map(Volume::getSecret)
			.filter(Objects::nonNull)
			.map((each) -> each.getSecretName());
		Stream<String> projected = volumes().map(Volume::getProjected)
			.filter(Objects::nonNull)
			.flatMap((each) -> each.getSources().stream())
			.filter((source) -> source.getSecret() != null)
			.map((source) -> source.getSecret().getName());
		Stream<String> whole = containers().flatMap((each) -> each.getEnvFrom().stream())
			.filter((source) -> source.getSecretRef() != null)
			.map((source) -> source.getSecretRef().getName());
		Stream<String> single = containers().flatMap((each) -> each.getEnv().stream())
			.filter((each) -> each.getValueFrom() != null && each.getValueFrom().getSecretKeyRef() != null)
			.map((each) -> each.getValueFrom().getSecretKeyRef().getName());
		return names(List.of(mounted, projected, whole, single));
	}

	private static Set<String> names(List<Stream<String>> found) {
		return found.stream().flatMap((each) -> each).filter(Objects::nonNull).collect(Collectors.toSet());
	}

	private Stream<Volume> volumes() {
		return this.pod.getVolumes().stream();
	}

	private Stream<Container> containers() {
		return Stream.concat(this.pod.getInitContainers().stream(), this.pod.getContainers().stream());
	}

}

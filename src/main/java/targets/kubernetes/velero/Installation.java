package targets.kubernetes.velero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import targets.kubernetes.Marks;

/** Whether Velero is there, alive and able to store anything, before it is relied on. */
final class Installation {

	static final String READ_WRITE = "ReadWrite";

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final VeleroApi api;

	private final String location;

	private final Pace pace;

	/**
	 * @param location name of the storage location, or null for the default one
	 */
	Installation(VeleroApi api, String location, Pace pace) {
		this.api = api;
		this.location = location;
		this.pace = pace;
	}

	/**
	 * The version of its server, which has answered just now.
	 * @throws PermanentFailure kind {@code NOT_FOUND} when Velero is not installed
	 * @throws TransientFailure when its server does not answer
	 */
	String demandAlive(Runnable alive) {
		GenericKubernetesResource request = this.api.object("ServerStatusRequest",
				Names.of("holdfast-" + UUID.randomUUID()), Map.of("app.kubernetes.io/managed-by", "holdfast"),
				Map.of());
		try {
			this.api.statusRequests().create(request, false);
		}
		catch (PermanentFailure failure) {
			throw (failure.kind() != FailureKind.NOT_FOUND) ? failure
					: new PermanentFailure(FailureKind.NOT_FOUND,
							Said.of("Velero is not installed on %s in namespace %s, or has no such namespace: %s",
									"o Velero não está instalado em %s no namespace %s, ou não há tal namespace: %s",
									this.api.cluster().server(), this.api.cluster().namespace(), failure.getMessage()),
							failure);
		}
		try {
			return await(request.getMetadata().getName(), alive);
		}
		finally {
			this.api.statusRequests().delete(request.getMetadata().getName());
		}
	}

	private String await(String request, Runnable alive) {
		long deadline = System.nanoTime() + this.pace.answer().toNanos();
		for (int looks = 0; System.nanoTime() < deadline; looks++) {
			alive.run();
			String version = this.api.statusRequests()
				.find(request)
				.map((object) -> status(object).path("serverVersion").asText())
				.orElse("");
			if (!version.isEmpty()) {
				return version;
			}
			this.pace.pause(looks);
		}
		throw new TransientFailure(Said.of(
				"Velero's server in namespace %s at %s has not answered within %s. Look at its Deployment and log.",
				"o servidor do Velero no namespace %s em %s não respondeu em %s. Veja o Deployment e o log dele.",
				this.api.cluster().namespace(), this.api.cluster().server(), this.pace.answer()), null);
	}

	/** The storage location's name. */
	String location() {
		return object().getMetadata().getName();
	}

	/**
	 * @throws TransientFailure when the object store cannot be reached by Velero
	 * @throws PermanentFailure kind {@code CONFLICT} when it is read-only and must not be
	 */
	void demandAvailable(boolean writable) {
		GenericKubernetesResource object = object();
		JsonNode status = status(object);
		if (!status.path("phase").asText().equals("Available")) {
			throw new TransientFailure(Said.of(
					"%s is %s: %s. Velero cannot reach its object store; its credentials, address and bucket are there.",
					"%s está %s: %s. O Velero não alcança o seu armazenamento de objetos; credenciais, endereço e bucket estão lá.",
					inWords(object), status.path("phase").asText("not looked at yet"),
					status.path("message").asText("no reason is given")), null);
		}
		String mode = accessMode(object);
		if (writable && !mode.equals(READ_WRITE)) {
			String by = Marks.annotation(object, StorageGate.READ_ONLY_BY);
			throw new PermanentFailure(FailureKind.CONFLICT, Said.of(
					"%s is %s%s: no backup can be written. Wait for the restore that has closed it, or open it (spec.accessMode: ReadWrite).",
					"%s está %s%s: nenhum backup pode ser gravado. Espere a restauração que o fechou, ou abra-o (spec.accessMode: ReadWrite).",
					inWords(object), mode, (by == null) ? "" : ", by run " + by));
		}
	}

	/** The storage location as it is now. */
	GenericKubernetesResource object() {
		if (this.location != null) {
			return this.api.locations().get(this.location);
		}
		List<GenericKubernetesResource> all = this.api.locations().list();
		return all.stream()
			.filter((each) -> specification(each).path("default").asBoolean())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, Said.of(
					"Velero in namespace %s at %s has no default storage location among %s. Name one of them in the profile (velero.location).",
					"o Velero no namespace %s em %s não tem local padrão entre %s. Indique um deles no perfil (velero.location).",
					this.api.cluster().namespace(), this.api.cluster().server(),
					all.stream().map((each) -> each.getMetadata().getName()).toList())));
	}

	static String accessMode(GenericKubernetesResource object) {
		String mode = specification(object).path("accessMode").asText();
		return mode.isEmpty() ? READ_WRITE : mode;
	}

	private String inWords(GenericKubernetesResource object) {
		return "BackupStorageLocation %s in namespace %s at %s".formatted(object.getMetadata().getName(),
				this.api.cluster().namespace(), this.api.cluster().server());
	}

	static JsonNode specification(GenericKubernetesResource object) {
		return MAPPER.valueToTree(Objects.requireNonNullElse(object.getAdditionalProperties().get("spec"), Map.of()));
	}

	static JsonNode status(GenericKubernetesResource object) {
		return MAPPER.valueToTree(Objects.requireNonNullElse(object.getAdditionalProperties().get("status"), Map.of()));
	}

}

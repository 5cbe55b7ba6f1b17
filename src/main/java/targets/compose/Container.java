package targets.compose;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A container as {@code docker inspect} shows it.
 *
 * @param id its id
 * @param name its name
 * @param status {@code created}, {@code running}, {@code paused}, {@code restarting},
 * {@code removing}, {@code exited} or {@code dead}
 * @param health {@code starting}, {@code healthy} or {@code unhealthy}; null without a
 * health check
 * @param exitCode how it ended last
 * @param startedAt when it was started last
 * @param restarts how often Docker has started it again by itself
 * @param restartsItself whether Docker starts it again when it ends
 * @param image the image that it was made of, as the compose file names it
 * @param imageId the image's id
 * @param oneOff whether it was made by {@code run} and is no instance of its service
 */
record Container(String id, String name, String status, String health, int exitCode, String startedAt, int restarts,
		boolean restartsItself, String image, String imageId, boolean oneOff) {

	/** Codes of a program that was asked to end: 128 and SIGINT, SIGKILL, SIGTERM. */
	private static final java.util.Set<Integer> ENDED_WHEN_ASKED = java.util.Set.of(0, 130, 137, 143);

	static Container of(JsonNode inspected) {
		JsonNode state = inspected.path("State");
		JsonNode health = state.path("Health").path("Status");
		JsonNode labels = inspected.path("Config").path("Labels");
		String policy = inspected.path("HostConfig").path("RestartPolicy").path("Name").asText("");
		return new Container(inspected.path("Id").asText(), inspected.path("Name").asText().replaceFirst("^/", ""),
				state.path("Status").asText(),
				(health.isMissingNode() || health.asText().equals("none")) ? null : health.asText(),
				state.path("ExitCode").asInt(), state.path("StartedAt").asText(),
				inspected.path("RestartCount").asInt(), !policy.isEmpty() && !policy.equals("no"),
				inspected.path("Config").path("Image").asText(), inspected.path("Image").asText(),
				labels.path("com.docker.compose.oneoff").asText("").equalsIgnoreCase("true"));
	}

	/** Whether it is up, or Docker is about to bring it up. */
	boolean asked() {
		return switch (status) {
			case "running", "paused", "restarting" -> true;
			default -> false;
		};
	}

	boolean ready() {
		return status.equals("running") && (health == null || health.equals("healthy"));
	}

	/** Whether it ended by itself, and badly. */
	boolean crashed() {
		return status.equals("exited") && !ENDED_WHEN_ASKED.contains(exitCode);
	}

	/**
	 * Whether it did what it was there for and ended, as a service that only prepares.
	 */
	boolean finished() {
		return status.equals("exited") && exitCode == 0;
	}

	/** Changes whenever it is made or started anew. */
	String incarnation() {
		return id.substring(0, Math.min(12, id.length())) + "@" + startedAt;
	}

	String inWords() {
		String ended = (status.equals("exited") || status.equals("restarting")) ? " with code " + exitCode : "";
		return name + " " + status + ended + ((health == null) ? "" : ", " + health);
	}

}

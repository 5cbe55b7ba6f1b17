package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How traffic is divided between the stable workload and the canary.
 *
 * @param router what divides it
 * @param route name of the VirtualService or HTTPRoute
 * @param stableService Service in front of the stable workload; the workload's name when
 * absent
 * @param canaryService Service in front of the canary, made by Holdfast;
 * {@code <stableService>-canary} when absent
 */
public record TrafficProfile(@Required Router router, String route, String stableService, String canaryService) {

	/** What divides traffic. */
	public enum Router {

		/**
		 * The ratio of pods behind one Service (runbook D 3.2: 1, 3, 6, 12 of 12 pods).
		 */
		@JsonProperty("replicas")
		REPLICAS,
		/** Weights of an Istio VirtualService. */
		@JsonProperty("istio")
		ISTIO,
		/** Weights of a Gateway API HTTPRoute. */
		@JsonProperty("gateway-api")
		GATEWAY_API

	}

}

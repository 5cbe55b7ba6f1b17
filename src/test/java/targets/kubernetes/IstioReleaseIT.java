package targets.kubernetes;

import domain.profile.TrafficProfile.Router;
import io.fabric8.istio.api.networking.v1.VirtualService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A release by a VirtualService on the real API server. */
class IstioReleaseIT {

	private ReleaseTrial trial;

	@BeforeEach
	void start() {
		this.trial = new ReleaseTrial(Router.ISTIO, "v1.3.0");
	}

	@AfterEach
	void end() {
		this.trial.end();
	}

	@Test
	void weightsMoveAndTheVirtualServiceEndsAsItWas() {
		var before = route().getSpec();
		this.trial.created();
		this.trial.shiftTo(25);
		assertThat(route().getSpec().getHttp().getFirst().getRoute()).extracting((each) -> each.getWeight())
			.containsExactly(75, 25);
		this.trial.shiftTo(100);
		assertThat(this.trial.read(100).weight()).isEqualTo(100);
		this.trial.rollouts().withdrawTraffic(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.read(0).weight()).isZero();
		this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive());
		assertThat(route().getSpec()).isEqualTo(before);
	}

	private VirtualService route() {
		return this.trial.client()
			.resources(VirtualService.class)
			.inNamespace(this.trial.namespace())
			.withName("agente-api")
			.get();
	}

}

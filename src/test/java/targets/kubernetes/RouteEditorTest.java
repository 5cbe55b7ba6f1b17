package targets.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RouteEditorTest {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final RouteEditor gateway = new RouteEditor(RouteShape.GATEWAY_API, "shop", "api", "api-canary");

	private final RouteEditor istio = new RouteEditor(RouteShape.ISTIO, "shop", "api", "api-canary");

	@Test
	void theCanaryGetsItsShareAndTheStableServiceTheRest() {
		JsonNode divided = this.gateway
			.divided(json("{'rules':[{'backendRefs':[{'name':'api','port':80,'weight':100}]}]}"), 25);
		assertThat(divided).isEqualTo(json(
				"{'rules':[{'backendRefs':[{'name':'api','port':80,'weight':75},{'name':'api-canary','port':80,'weight':25}]}]}"));
	}

	@Test
	void aDividedRouteIsNotDividedAgain() {
		JsonNode divided = this.gateway.divided(json("{'rules':[{'backendRefs':[{'name':'api','port':80}]}]}"), 5);
		assertThat(this.gateway.divided(divided, 5)).isEqualTo(divided);
	}

	@Test
	void otherBackendsKeepTheirProportion() {
		JsonNode divided = this.gateway
			.divided(json("{'rules':[{'backendRefs':[{'name':'api','weight':9},{'name':'legacy','weight':1}]}]}"), 50);
		JsonNode backends = divided.at("/rules/0/backendRefs");
		assertThat(backends.get(0).path("weight").asInt()).isEqualTo(backends.get(1).path("weight").asInt());
		int both = backends.get(0).path("weight").asInt() + backends.get(1).path("weight").asInt();
		assertThat(both).isEqualTo(9 * backends.get(2).path("weight").asInt());
	}

	@Test
	void rulesWithoutTheStableServiceStayAsTheyAre() {
		JsonNode before = json(
				"{'rules':[{'matches':[{'headers':[{'name':'x-test','value':'1'}]}],'backendRefs':[{'name':'lab'}]},{'filters':[{'type':'RequestMirror'}],'backendRefs':[{'name':'api','weight':1}]}]}");
		JsonNode divided = this.gateway.divided(before, 50);
		assertThat(divided.at("/rules/0")).isEqualTo(before.at("/rules/0"));
		assertThat(divided.at("/rules/1/filters")).isEqualTo(before.at("/rules/1/filters"));
	}

	@Test
	void withoutTheCanaryNothingButTheShareWasDifferent() {
		JsonNode before = json("{'rules':[{'backendRefs':[{'name':'api','weight':1}]}]}");
		JsonNode divided = this.gateway.divided(before, 25);
		assertThat(this.gateway.sameApartFromShare(before, divided)).isTrue();
		JsonNode edited = json("{'hostnames':['new'],'rules':[{'backendRefs':[{'name':'api','weight':1}]}]}");
		assertThat(this.gateway.sameApartFromShare(edited, divided)).isFalse();
	}

	@Test
	void rulesThatDisagreeAreSeen() {
		RouteEditor.Division division = this.gateway.division(json(
				"{'rules':[{'backendRefs':[{'name':'api','weight':75},{'name':'api-canary','weight':25}]},{'backendRefs':[{'name':'api','weight':100}]}]}"));
		assertThat(division.share()).isEqualTo(25);
		assertThat(division.agreed()).isFalse();
	}

	@Test
	void aVirtualServiceKeepsTheWayItNamesHosts() {
		JsonNode divided = this.istio.divided(
				json("{'http':[{'route':[{'destination':{'host':'api.shop.svc.cluster.local','subset':'v1'}}]}]}"), 10);
		assertThat(divided.at("/http/0/route/1/destination"))
			.isEqualTo(json("{'host':'api-canary.shop.svc.cluster.local'}"));
		assertThat(divided.at("/http/0/route/0/weight").asInt()).isEqualTo(90);
		assertThat(divided.at("/http/0/route/0/destination/subset").asText()).isEqualTo("v1");
	}

	private static JsonNode json(String text) {
		try {
			return MAPPER.readTree(text.replace('\'', '"'));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}

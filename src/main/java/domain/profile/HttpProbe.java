package domain.profile;

import java.time.Duration;

/**
 * An HTTP request and the answer that it must get.
 *
 * @param name what is probed, in words
 * @param url address
 * @param status expected status, 200 when absent
 * @param field JSON Pointer into the answer; absent: the body is not looked at
 * @param equals value expected at the field
 * @param within longest time to the answer, 10 s when absent
 */
public record HttpProbe(@Required String name, @Required String url, Integer status, String field, String equals,
		Duration within) {

	public HttpProbe {
		status = status == null ? 200 : status;
		within = within == null ? Duration.ofSeconds(10) : within;
	}

}

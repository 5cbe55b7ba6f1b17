// The stand-in of sparkone's API: answers as the version and behaviour of its image say.
package main

import (
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func said(file string) string {
	content, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(content))
}

func main() {
	version, behaviour := said("/app/version"), said("/app/behaviour")
	fmt.Println("starting", version)
	if behaviour == "crash" {
		fmt.Println("ERROR cannot read settings")
		os.Exit(3)
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM)
	go func() {
		<-ended
		os.Exit(0)
	}()
	answer := func(w http.ResponseWriter, r *http.Request) {
		if behaviour != "healthy" {
			fmt.Println("ERROR cannot reach the database")
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		fmt.Fprintf(w, `{"status": %q, "version": %q}`, behaviour, version)
	}
	http.HandleFunc("/health", answer)
	http.HandleFunc("/health/database", answer)
	http.HandleFunc("/health/redis", answer)
	panic(http.ListenAndServe("127.0.0.1:"+os.Getenv("API_PORT"), nil))
}

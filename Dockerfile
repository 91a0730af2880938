FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /gigawire ./cmd/gigawire
RUN mkdir /data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /gigawire /usr/local/bin/gigawire
COPY pipeline.yaml /etc/gigawire/pipeline.yaml
# A volume takes the owner of the directory that it is mounted on.
COPY --from=build --chown=nonroot:nonroot /data /var/lib/gigawire
WORKDIR /var/lib/gigawire
ENTRYPOINT ["/usr/local/bin/gigawire"]
CMD ["run", "--config", "/etc/gigawire/pipeline.yaml"]

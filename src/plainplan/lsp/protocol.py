"""The protocol's manners: which message is answered with what error, and what is not answered at all."""

from __future__ import annotations

import logging
from asyncio import Future
from collections.abc import Callable, Sequence
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInternalError,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
    JsonRpcRequestCancelled,
)
from pygls.protocol import LanguageServerProtocol, lsp_method

from plainplan.errors import PlainplanError
from plainplan.lsp.wire import Garbled, framed, parsed

log = logging.getLogger("plainplan.lsp")

_CANCEL, _EXIT = "$/cancelRequest", "exit"
_NOT_INITIALIZED = -32002
_OWN_MISTAKE = "plainplan made a mistake here: `--log FILE` writes down what it was"


class Refused(JsonRpcException):
    """A request that is not done; the text says why."""

    CODE = -32803


class Outdated(JsonRpcException):
    """The text has changed since that was asked."""

    CODE = -32801


class Protocol(LanguageServerProtocol):
    """The protocol of pygls with texts of our own, and an answer to whatever comes in."""

    # The texts are kept in `documents`; pygls would keep them too, and cut lines where none ends.
    lsp_text_document__did_open = None  # type: ignore[assignment]
    lsp_text_document__did_change = None  # type: ignore[assignment]
    lsp_text_document__did_close = None  # type: ignore[assignment]
    lsp_notebook_document__did_open = None  # type: ignore[assignment]
    lsp_notebook_document__did_change = None  # type: ignore[assignment]
    lsp_notebook_document__did_close = None  # type: ignore[assignment]

    end: Callable[[int], None]
    """What is done when the editor takes its leave or is gone, with the exit status."""

    @property
    def status(self) -> int:
        """The exit status that an end has now."""
        return 0 if self._shutdown else 1

    @lsp_method(lsp.EXIT)
    def lsp_exit(self, *args: Any) -> None:  # type: ignore[override]
        self.end(self.status)

    def take(self, bodies: Sequence[bytes | Garbled]) -> None:
        """Messages that came in together, in order; of these, what is taken back further on is not begun."""
        messages = [one if isinstance(one, Garbled) else parsed(one) for one in bodies]
        taken_back: dict[object, int] = {}
        for place, one in enumerate(messages):
            if isinstance(one, dict) and one.get("method") == _CANCEL and isinstance(one.get("params"), dict):
                gone = one["params"].get("id")
                if isinstance(gone, (str, int)):
                    taken_back[gone] = place
        for place, one in enumerate(messages):
            if isinstance(one, Garbled):
                self._refuse(None, JsonRpcParseError(one.trouble))
            elif "method" in one and _is_id(one.get("id")) and taken_back.get(one["id"], -1) > place:
                self._refuse(one["id"], JsonRpcRequestCancelled("cancelled before it was begun"))
            else:
                self._take(one)

    def _take(self, message: dict[str, Any]) -> None:
        """One message: done, or refused in words."""
        asked = message.get("id")
        try:
            self._dispatch(message, asked)
        except JsonRpcException as error:
            self._refuse_or_note(message, asked, error)
        except Exception:
            log.exception("a message could not be read")
            self._refuse_or_note(message, asked, JsonRpcInvalidParams("these parameters cannot be read"))

    def _dispatch(self, message: dict[str, Any], asked: object) -> None:
        if message.get("jsonrpc") != "2.0":
            raise JsonRpcInvalidRequest('every message has `"jsonrpc": "2.0"`')
        if "method" not in message:
            self._take_response(message, asked)
            return
        method = message["method"]
        if not isinstance(method, str):
            raise JsonRpcInvalidRequest("a method is a text")
        if "id" not in message:
            self._take_notification(method, message)
            return
        if not _is_id(asked):
            raise JsonRpcInvalidRequest("an id is a number or a text")
        self._take_request(method, message)

    def _take_request(self, method: str, message: dict[str, Any]) -> None:
        is_first = method == lsp.INITIALIZE
        if self._workspace is None and not is_first:
            raise JsonRpcException("`initialize` comes first", _NOT_INITIALIZED)
        if self._shutdown or (is_first and self._workspace is not None):
            raise JsonRpcInvalidRequest(
                "nothing is asked after `shutdown`" if self._shutdown else "initialized already"
            )
        kind = self.get_message_type(method)
        if kind is None or (method not in self.fm.features and method not in self.fm.builtin_features):
            raise JsonRpcMethodNotFound.of(method)
        self.handle_message(self._structured(message, kind))

    def _take_notification(self, method: str, message: dict[str, Any]) -> None:
        kind = self.get_message_type(method)
        if kind is None or (self._workspace is None and method != _EXIT) or (self._shutdown and method != _EXIT):
            return
        if method == _CANCEL or method in self.fm.features or method in self.fm.builtin_features:
            self.handle_message(self._structured(message, kind))

    def _take_response(self, message: dict[str, Any], asked: object) -> None:
        if _is_id(asked) and asked in self._request_futures and ("result" in message or "error" in message):
            self.handle_message(self.structure_message(message))
        elif "result" not in message and "error" not in message:
            raise JsonRpcInvalidRequest("a message has a method, a result or an error")

    def _structured(self, message: dict[str, Any], kind: Any) -> Any:
        try:
            return self._converter.structure(message, kind)
        except RecursionError as error:
            raise JsonRpcInvalidParams("these parameters are nested too deeply") from error
        except Exception as error:
            log.info("unreadable parameters of %s: %s", message.get("method"), error)
            raise JsonRpcInvalidParams(f"the parameters of `{message.get('method')}` cannot be read") from error

    def _refuse_or_note(self, message: dict[str, Any], asked: object, error: JsonRpcException) -> None:
        """Answer a request with an error; what asks for no answer gets one only if it is no message at all."""
        is_request = "method" in message and "id" in message
        if is_request or isinstance(error, JsonRpcInvalidRequest):
            self._refuse(asked if _is_id(asked) else None, error)
        else:
            log.info("left alone: %s", error)

    def _refuse(self, asked: Any, error: JsonRpcException) -> None:
        self._send_data({"jsonrpc": "2.0", "id": asked, "error": {"code": error.code, "message": error.message}})

    # What pygls would do otherwise

    def _send_handler_result(self, future: Future[Any], *, msg_id: Any) -> None:  # type: ignore[override]
        self._request_futures.pop(msg_id, None)
        if future.cancelled():
            self._refuse(msg_id, JsonRpcRequestCancelled("cancelled"))
        elif (error := future.exception()) is None:
            self._send_response(msg_id, result=future.result())
        else:
            self._result_types.pop(msg_id, None)
            self._refuse(msg_id, _as_answer(error))

    def _check_handler_result(self, future: Future[Any]) -> None:  # type: ignore[override]
        if not future.cancelled() and (error := future.exception()) is not None:
            log.error("a notification could not be followed", exc_info=error)

    def _send_data(self, data: Any) -> None:
        """Send a message, as long as somebody is there to read it."""
        if self.writer is None:
            return
        try:
            self.writer.write(framed(data, self._serialize_message))
        except OSError:
            self.writer = None
            self.end(self.status)


def _as_answer(error: BaseException) -> JsonRpcException:
    """An error that can be told; of our own mistakes only that there was one."""
    if isinstance(error, JsonRpcException) and not isinstance(error, JsonRpcInternalError):
        return error
    if isinstance(error, PlainplanError):
        return Refused(str(error))
    log.error("a request could not be answered", exc_info=error)
    return JsonRpcInternalError(_OWN_MISTAKE)


def _is_id(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))

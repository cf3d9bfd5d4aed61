;;; probe.el --- Asks a running Emacs what it shows of a plan, and writes that down as JSON  -*- lexical-binding: t -*-

(require 'eglot)
(require 'json)
(require 'seq)

(defvar probe-found nil)
(defvar probe-problems nil)

(defun probe-tell (key value)
  (push (cons key value) probe-found))

(defun probe-await (what there)
  "Let Emacs work until THERE says that it is, for 20 seconds at most."
  (let ((until (time-add nil 20)))
    (while (and (not (funcall there)) (time-less-p nil until))
      (accept-process-output nil 0.05))
    (unless (funcall there)
      (push what probe-problems))))

(defun probe-go (words)
  (goto-char (point-min))
  (search-forward words))

(defun probe-line (words)
  (save-excursion
    (probe-go words)
    (buffer-substring-no-properties (line-beginning-position) (line-end-position))))

(defun probe-has (words)
  (save-excursion
    (goto-char (point-min))
    (search-forward words nil t)))

(defun probe-rest ()
  "Half a second after the last key eglot tells what has changed.  In batch mode Emacs is never idle."
  (eglot--signal-textDocument/didChange))

(defun probe-findings ()
  (vconcat (mapcar (lambda (one)
                     `((line . ,(line-number-at-pos (flymake-diagnostic-beg one)))
                       (says . ,(substring-no-properties (flymake-diagnostic-text one)))))
                   (flymake-diagnostics))))

(defun probe-has-error ()
  (seq-some (lambda (one) (eq (flymake-diagnostic-type one) 'eglot-error)) (flymake-diagnostics)))

(defun probe-hints ()
  (seq-filter (lambda (one) (overlay-get one 'plainplan-date)) (overlays-in (point-min) (point-max))))

(defun probe ()
  (find-file (getenv "PROBE_FILE"))
  (probe-tell 'mode (symbol-name major-mode))
  (run-hooks 'post-command-hook)
  (probe-await "a server" #'eglot-current-server)
  (flymake-mode 1)
  (flymake-start)
  (probe-await "findings" #'flymake-diagnostics)
  (probe-tell 'findings (probe-findings))
  (font-lock-ensure)
  (probe-go "~6w")
  (probe-tell 'colour (format "%s" (get-text-property (1- (point)) 'face)))
  (probe-await "dates" #'probe-hints)
  (probe-tell 'hints (vconcat (mapcar (lambda (one)
                                        `((line . ,(line-number-at-pos (overlay-start one)))
                                          (says . ,(substring-no-properties (overlay-get one 'after-string)))))
                                      (probe-hints))))
  (probe-go "Sit the")
  (let (said)
    (eglot-hover-eldoc-function (lambda (words &rest _) (setq said words)))
    (probe-await "a hover" (lambda () said))
    (probe-tell 'hover (substring-no-properties said)))
  (probe-go "after:t")
  (cl-letf* ((wanted (getenv "PROBE_ACTION"))
             (choose (lambda (_ choices &rest _)
                       (let ((names (mapcar (lambda (one) (if (consp one) (car one) one)) choices)))
                         (probe-tell 'offered (vconcat names))
                         (seq-find (lambda (one) (string-search wanted one)) names))))
             ((symbol-function 'completing-read) choose)
             ((symbol-function 'read-multiple-choice) (lambda (&rest _) (error "Not this way")))
             (last-nonmenu-event ?x)) ; as if a key had been pressed: no menu of a mouse
    (eglot-code-actions (line-beginning-position) (line-end-position) nil t))
  (probe-await "the action" (lambda () (not (probe-has "after:tes\n"))))
  (probe-tell 'after_action (probe-line "Apply"))
  (probe-rest)
  (probe-await "no error" (lambda () (not (probe-has-error))))
  (goto-char (point-max))
  (insert "- [ ] Go there ~1w after:")
  (probe-rest)
  (let ((found (eglot-completion-at-point)))
    (probe-tell 'completed (vconcat (mapcar #'substring-no-properties (all-completions "" (nth 2 found))))))
  (delete-region (line-beginning-position) (point))
  (probe-rest)
  (probe-go "^te")
  (eglot-rename "exam")
  (probe-await "a rename" (lambda () (probe-has "after:exam")))
  (probe-tell 'renamed (vector (probe-line "Prepare") (probe-line "Apply")))
  (probe-tell 'text (buffer-string)))

(setq eglot-confirm-server-initiated-edits nil
      eglot-connect-timeout 60
      make-backup-files nil
      create-lockfiles nil)
(condition-case trouble
    (probe)
  (error (push (format "%S" trouble) probe-problems)))
(probe-tell 'problems (vconcat probe-problems))
(with-temp-file (getenv "PROBE_TO")
  (insert (json-encode probe-found)))
(set-buffer-modified-p nil)
(kill-emacs 0)
